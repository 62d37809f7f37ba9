import os

from pipelines.defs.workers import Workers


def double(number: int) -> int:
    return 2 * number


def process(_number: int) -> int:
    return os.getpid()


def test_answers_come_in_order_from_several_processes():
    workers = Workers(2)
    try:
        assert list(workers.map(double, ((n,) for n in range(20)))) == [2 * n for n in range(20)]
        assert os.getpid() not in set(workers.map(process, ((n,) for n in range(4))))
    finally:
        workers.close()


def test_one_chunk_is_done_here():
    assert list(Workers(4).map(process, [(1,)])) == [os.getpid()]


def test_no_chunk_is_no_work():
    assert list(Workers(2).map(double, [])) == []


def test_few_chunks_are_held_at_once_however_many_there_are():
    taken = []

    def jobs():
        for number in range(100):
            taken.append(number)
            yield (number,)

    workers = Workers(2)
    try:
        answers = workers.map(double, jobs())
        assert next(answers) == 0
        assert len(taken) < 10
    finally:
        workers.close()
