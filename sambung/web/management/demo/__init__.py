"""The demo world: simulated people, parties and work on the real geography of Balangan.

Everything is built through the rooms' own actions, so it is a world the rules allow; every
organisation, person and sum here is invented and marked *simulasi*. Only names of regions and
official figures are real.
"""
