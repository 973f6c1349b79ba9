import sys

from rugpijn.run.command import main

sys.exit(main())
