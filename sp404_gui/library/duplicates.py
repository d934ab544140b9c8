"""Which samples are the same sound."""


class DuplicateIndex:
    """Remembers the first sample of each sound: by the bytes of the file, or by the decoded audio. Each look-up is O(1)."""

    def __init__(self) -> None:
        self._first: dict[str, str] = {}

    def twin_of(self, sample_id: str, content_hash: str | None, audio_hash: str | None = None) -> str | None:
        """The id of an earlier sample with the same bytes or the same audio; this sample is remembered for later ones.

        Asking again for the same sample gives the same answer.

        Args:
            sample_id: The sample in question.
            content_hash: Hash of its file; None when it could not be read.
            audio_hash: Hash of its decoded audio; None when it was not decoded.

        Returns:
            The id of its twin, None when it is the first of its sound.
        """
        # both hashes are 256 bits over different inputs: one table holds them without confusion
        hashes = [one for one in (content_hash, audio_hash) if one]
        firsts = (self._first.get(one) for one in hashes)
        twin = next((first for first in firsts if first and first != sample_id), None)
        for one in hashes:
            self._first.setdefault(one, twin or sample_id)
        return twin
