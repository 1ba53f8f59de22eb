"""``python -m nennep`` is the ``nennep`` command."""

import sys

from nennep.config.cli import main

sys.exit(main())
