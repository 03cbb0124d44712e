"""Mints the IRIs under which things and claims are known, the same ones on every run.

The only place where an IRI is made from something read.
"""

import re
from hashlib import sha256

from expograph.claims import Claim, Premises, Quote, Ref, Row, Value
from expograph.names import slug
from expograph.vocabulary import BASE, CLASS_OF_KIND, NS

_FOLDERS = {
    "role": NS, "concept": NS, "term": NS,
    "kind": f"{BASE}kind/", "source": f"{BASE}source/", "claim": f"{BASE}claim/",
    "outside": "",
}  # fmt: skip
_DIGESTED_FILE = re.compile(r"^(.*)_[0-9a-f]{16}\.\w+$")


def iri(thing: Ref) -> str:
    """Return the IRI of a thing as read.

    >>> iri(Ref("city", "barcelona"))
    'https://w3id.org/expograph/id/city/barcelona'
    >>> iri(Ref("role", "exhibitor"))
    'https://w3id.org/expograph/ns#exhibitor'
    """
    if thing.kind == "class":
        return NS + CLASS_OF_KIND[thing.key]
    return _FOLDERS.get(thing.kind, f"{BASE}id/{thing.kind}/") + thing.key


def thing(address: str) -> Ref:
    """Return what an IRI of ours stands for; the way back from ``iri``.

    >>> thing("https://w3id.org/expograph/id/city/barcelona")
    Ref(kind='city', key='barcelona')
    """
    if address.startswith(f"{BASE}id/"):
        kind, _, key = address.removeprefix(f"{BASE}id/").partition("/")
        return Ref(kind, key)
    for kind in ("kind", "source", "claim", "term"):
        if address.startswith(_FOLDERS[kind]):
            return Ref(kind, address.removeprefix(_FOLDERS[kind]))
    return Ref("outside", address)


def kind_of(address: str) -> str:
    """Return what sort of thing an IRI of ours stands for.

    >>> kind_of("https://w3id.org/expograph/id/city/barcelona")
    'city'
    """
    return thing(address).kind


def local_name(address: str) -> str:
    """Return the name of a term within its vocabulary, ours or not.

    >>> local_name("http://www.w3.org/2002/07/owl#sameAs")
    'sameAs'
    """
    return address.rpartition("#")[2]


def term_name(address: str) -> str:
    """Return the name under which a term of ours is written in claims.

    >>> term_name("https://w3id.org/expograph/ns#hasExhibitor")
    'hasExhibitor'
    """
    return address.removeprefix(NS)


def graph(name: str) -> str:
    """Return the IRI of one of our own named graphs, such as "truths" or "sources"."""
    return f"{BASE}graph/{name}"


def network_iri(part: str, *said: str) -> str:
    """Return the IRI of a part of a network that was written down, made of what is said of it.

    >>> network_iri("tie", "one", "partnerOf", "other").removeprefix(BASE)
    'network/tie/b58405ca00910c66'
    """
    digest = sha256("\x1f".join(said).encode("utf-8", "surrogatepass")).hexdigest()
    return f"{BASE}network/{part}/{digest[:16]}"


def source_key(identifier: str) -> str:
    """Return the last part of the IRI of a cited page or document, from its id in a table.

    A file name loses the digest and the ending that it may carry.

    >>> source_key("seed:000_0a5bb18419ea0832.txt"), source_key("amwe-cityvoices")
    ('seed-000', 'amwe-cityvoices')
    """
    named = _DIGESTED_FILE.match(identifier)
    return slug(named.group(1) if named else identifier)


def claim_iri(claim: Claim) -> str:
    """Return the IRI of a claim: a hash of what was read, not of where it stands.

    Thing read, subject, predicate and object as read, qualifiers, and the quote or the key of
    the row; not line, offset, identity or confidence, so that a decision about a claim stays with
    it. A mention counts once per form of the name, wherever in the thing read it stands.
    """
    parts = [
        claim.read_from,
        *claim.subject,
        claim.predicate,
        *claim.object,
        _evidence_key(claim),
        *(part for term, value in claim.qualifiers for part in (term, *value)),
    ]
    digest = sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
    return f"{BASE}claim/{digest[:16]}"


def _evidence_key(claim: Claim) -> str:
    if claim.name_as_read is not None:
        return _joined(claim.name_as_read)
    match claim.evidence:
        case Row(key=key):
            return key
        case Quote(exact=exact):
            return exact
        case Premises():
            return ""


def _joined(value: Value) -> str:
    return f"{value.text}@{value.language}"
