"""The generators that are measured: each writes the same site in its own way, and says how it is built and served."""

from __future__ import annotations

from collections.abc import Mapping

from benchmarks.peers import eleventy, hugo, microsite
from benchmarks.peers.peer import Peer

PEERS: Mapping[str, Peer] = {peer.name: peer for peer in (hugo.PEER, eleventy.PEER, microsite.PEER)}
