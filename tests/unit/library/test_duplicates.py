from sp404_gui.library.duplicates import DuplicateIndex


def test_the_first_of_each_sound_is_its_twin_whatever_the_container() -> None:
    index = DuplicateIndex()
    assert index.twin_of("wav", "bytes-1", "audio-1") is None
    assert index.twin_of("copy", "bytes-1", "audio-1") == "wav"
    assert index.twin_of("flac", "bytes-2", "audio-1") == "wav"
    assert index.twin_of("copy of flac", "bytes-2") == "wav"
    assert index.twin_of("other", "bytes-3", "audio-3") is None


def test_asking_again_gives_the_same_answer() -> None:
    index = DuplicateIndex()
    assert [index.twin_of("a", "x"), index.twin_of("b", "x"), index.twin_of("a", "x"), index.twin_of("b", "x")] == [None, "a", None, "a"]


def test_what_has_no_hash_has_no_twin() -> None:
    index = DuplicateIndex()
    assert index.twin_of("a", None) is None
    assert index.twin_of("b", None, None) is None
