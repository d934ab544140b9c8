"""Keyrings, as no desktop is at hand: one that works, and one that nobody unlocks."""


class MemoryKeyring:
    """A keyring that works.

    Attributes:
        entries: Passwords by service and user name.
    """

    def __init__(self) -> None:
        self.entries: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        """The password; None where none was set."""
        return self.entries.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep a password."""
        self.entries[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        """Forget a password.

        Raises:
            KeyError: There is none.
        """
        del self.entries[service, username]


class LockedKeyring(MemoryKeyring):
    """A keyring that fails as a desktop's does when nobody unlocks it."""

    def get_password(self, service: str, username: str) -> str | None:
        """Fail."""
        raise RuntimeError(f"locked {service} {username}")

    def set_password(self, service: str, username: str, password: str) -> None:
        """Fail, and say too much."""
        raise RuntimeError(f"cannot write {service} {username} {password}")
