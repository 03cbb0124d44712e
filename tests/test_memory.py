"""Garbage is not looked for while much is made, and afterwards as before."""

import gc

import pytest

from expograph.memory import nothing_to_collect


def test_garbage_is_looked_for_again_even_after_a_mistake() -> None:
    assert gc.isenabled()
    with pytest.raises(ValueError, match="mistake"), nothing_to_collect():
        assert not gc.isenabled()
        raise ValueError("mistake")
    assert gc.isenabled()


def test_one_within_another_leaves_it_off_until_the_outer_ends() -> None:
    with nothing_to_collect():
        with nothing_to_collect():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()
