"""`python -m tools.corpus.singing FOLDER` writes the sounds and their labels.csv there."""

import sys

from tools.corpus.singing.collection import make

sys.stdout.write(f"{make(sys.argv[1])} sounds\n")
