import io

from rich.console import Console

from pipelines.defs.progress import reporter


def told(terminal: bool) -> str:
    out = io.StringIO()
    console = Console(file=out, force_terminal=terminal, width=100)
    with reporter(console) as progress:
        progress.start("annotate", 3)
        progress.advance("annotate", 3)
        progress.finish("annotate")
        progress.start("land", None)
        progress.finish("land")
    return out.getvalue()


def test_a_terminal_gets_a_bar_for_each_stage():
    shown = told(True)
    assert "3/3" in shown
    assert "land" in shown
    assert "0/0" not in shown


def test_a_pipe_gets_a_line_for_each_stage():
    lines = told(False).splitlines()
    assert [line.split(":")[0] for line in lines] == ["annotate", "land"]
    assert "3 documents" in lines[0]
