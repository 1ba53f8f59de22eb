"""The cast: an invented bloc with two universities and about a dozen people of known authority.

It is the demo and the tests' ground alike; everything is made by calling verbs. Nobody in it exists.
"""

from nennep.config.cast.build import Cast, build

__all__ = ["Cast", "build"]
