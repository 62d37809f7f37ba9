"""Write the golden files anew from a warehouse of the samples."""

import sys
from pathlib import Path

from tests.pipeline.golden import FOLDER, read

for name, content in read(Path(sys.argv[1])).items():
    (FOLDER / f"{name}.txt").write_text(content, encoding="utf-8")
