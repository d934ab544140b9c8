"""`python -m sp404_gui.cli`: the command, where it is not installed by its name."""

from sp404_gui.cli.app import main

if __name__ == "__main__":
    main()
