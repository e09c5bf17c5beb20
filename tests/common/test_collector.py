import gc

import pytest

from pipeline.common.collector import paused


def test_off_inside_and_on_after_it():
    with paused():
        assert not gc.isenabled()
        with paused():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()


def test_on_again_after_a_failure():
    with pytest.raises(ValueError, match="stage"), paused():
        raise ValueError("stage")
    assert gc.isenabled()
