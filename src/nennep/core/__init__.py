"""The gate, the scope, change(), Refused, the clock and the actor. Imports nothing of ours but viet."""
