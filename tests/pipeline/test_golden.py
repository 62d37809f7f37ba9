import pytest

from tests.pipeline import golden


@pytest.fixture(scope="module")
def found(samples):
    return golden.read(samples)


@pytest.mark.parametrize("name", golden.QUERIES)
def test_the_samples_give_the_rows_that_were_read_and_approved(found, name):
    approved = (golden.FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    assert found[name].splitlines() == approved.splitlines()
