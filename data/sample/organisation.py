"""Who there is in the sample records: calendars, people and accounts, all invented.

`organisation(cases)` gives the sixty accounts and their people as written here for fewer than 24,000 cases, and for
more cases further ones on the same patterns, so that no account ends up with an absurd number of cases.
"""

from dataclasses import dataclass, replace
from math import isqrt
from typing import Final

NEW_YORK: Final = "new-york"
LOS_ANGELES: Final = "los-angeles"
LONDON: Final = "london"
PARIS: Final = "paris"

# The hours are those of the story; the Paris ones widen on story.widened_on.
CALENDARS: Final = (
    # calendar_id, name, time zone, opens, closes
    (NEW_YORK, "Americas East", "America/New_York", "09:00", "17:00"),
    (LOS_ANGELES, "Americas West", "America/Los_Angeles", "09:00", "17:00"),
    (LONDON, "United Kingdom", "Europe/London", "08:30", "16:30"),
    (PARIS, "Continental Europe", "Europe/Paris", "09:00", "18:00"),
)
PARIS_WIDENED: Final = ("08:00", "19:00")

REGIONS: Final = {
    NEW_YORK: "North America",
    LOS_ANGELES: "North America",
    LONDON: "UK and Ireland",
    PARIS: "Continental Europe",
}


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody at Bird. `pace` is in percent of the usual time an agent takes; `away` is when the story says so."""

    person_id: str
    name: str
    role: str
    calendar_id: str | None
    capacity_points: int | None = None
    pace: int = 100
    away: bool = False

    @property
    def email(self) -> str:
        """Their address, in a domain nobody can own."""
        return f"{self.name.lower().replace(' ', '.')}.{self.person_id.lower()}@support.example"


@dataclass(frozen=True, slots=True)
class Account:
    """A customer. `size` is its share of the cases; `joined` and `left` are months before the last month, or None."""

    account_id: str
    name: str
    calendar_id: str
    size: int
    joined: int | None = None
    left: int | None = None

    @property
    def domain(self) -> str:
        """The domain it sends email from, which nobody can own."""
        letters = "".join(letter if letter.isalnum() else " " for letter in self.name.lower())
        return "-".join(letters.split()) + ".example"

    @property
    def lasting(self) -> bool:
        """Whether it had premium services throughout."""
        return self.joined is None and self.left is None


TAMS: Final = (
    Person("T-01", "Nadia Okonjo", "tam", NEW_YORK, 45),
    Person("T-02", "Caleb Winterbourne", "tam", NEW_YORK, 45),
    Person("T-03", "Ines Valderrama", "tam", NEW_YORK, 45),
    Person("T-04", "Kenji Morisato", "tam", LOS_ANGELES, 45),
    Person("T-05", "Fiona Strathblane", "tam", LONDON, 45),
    Person("T-06", "Owen Pengelly", "tam", LONDON, 30),  # works three days a week
    Person("T-07", "Margaux Delacour", "tam", PARIS, 45),
    Person("T-08", "Tobias Lindqvast", "tam", PARIS, 45),
)

AGENTS: Final = (
    Person("A-01", "Priya Ramanujam", "agent", NEW_YORK, pace=85),
    Person("A-02", "Marcus Bellweather", "agent", NEW_YORK),
    Person("A-03", "Lucia Ferranti", "agent", NEW_YORK, pace=95),
    Person("A-04", "Devon Achterberg", "agent", NEW_YORK, away=True),
    Person("A-05", "Hannah Quillfeather", "agent", NEW_YORK, pace=105),
    Person("A-06", "Samir Haddadin", "agent", NEW_YORK, pace=90, away=True),
    Person("A-07", "Grace Tanoue", "agent", LOS_ANGELES, pace=90),
    Person("A-08", "Mateo Villarreal", "agent", LOS_ANGELES),
    Person("A-09", "Dana Whitlocke", "agent", LOS_ANGELES, pace=145),  # the newest of the team
    Person("A-10", "Arjun Seshadri", "agent", LOS_ANGELES, away=True),
    Person("A-11", "Eleanor Fanshawe", "agent", LONDON, pace=80),
    Person("A-12", "Rhys Cadwalader", "agent", LONDON),
    Person("A-13", "Amara Nwosu", "agent", LONDON, pace=95),
    Person("A-14", "Callum Abernathie", "agent", LONDON, pace=110, away=True),
    Person("A-15", "Zofia Krawczyk", "agent", LONDON),
    Person("A-16", "Julien Marchetaud", "agent", PARIS, pace=90),
    Person("A-17", "Greta Oosterveld", "agent", PARIS),
    Person("A-18", "Paolo Brentani", "agent", PARIS, pace=105),
    Person("A-19", "Leonie Kastner", "agent", PARIS, away=True),
    Person("A-20", "Sofia Lindegren", "agent", PARIS, pace=95, away=True),
)

LEADERS: Final = (
    Person("M-01", "Ruth Castellan", "manager", NEW_YORK),
    Person("M-02", "Henrik Solberg", "manager", PARIS),
    Person("X-01", "Beatrix Amory", "executive", None),
)

_NAMED_ACCOUNTS: Final = (
    # name, calendar, size[, joined[, left]]
    ("Larkfield Outdoor", NEW_YORK, 44),
    ("Nordvik Cycles", PARIS, 40),
    ("Harrow & Pine Furniture", NEW_YORK, 30),  # without a TAM for three weeks
    ("Silverlake Streaming", LONDON, 46),  # bought answers around the clock for urgent cases
    ("Brightmere Savings", LONDON, 38),  # has a first-response target of its own
    ("Tessellate Games", LOS_ANGELES, 42),
    ("Corvane Airways", PARIS, 36),
    ("Mapleroot Grocers", NEW_YORK, 28),
    ("Quillstone Books", LONDON, 22),
    ("Ambervale Travel", PARIS, 34),
    ("Pelican Bay Fitness", LOS_ANGELES, 24),
    ("Oakhaven Learning", NEW_YORK, 26),
    ("Ferncastle Hotels", LONDON, 30),
    ("Velluto Moda", PARIS, 28),
    ("Stonebridge Mutual", NEW_YORK, 32),
    ("Cobalt Ridge Energy", LOS_ANGELES, 18),
    ("Lumio Photo", PARIS, 20),
    ("Wexcombe Garden", LONDON, 16),
    ("Tidewater Tickets", NEW_YORK, 34),
    ("Sablewood Cosmetics", PARIS, 24),
    ("Juniper Lane Pets", NEW_YORK, 18),
    ("Helioscape Solar", LOS_ANGELES, 16),
    ("Drumlin Insurance", LONDON, 24),
    ("Bergamot Kitchens", PARIS, 16),
    ("Northgate Telecom", NEW_YORK, 36),
    ("Pinyon Health", LOS_ANGELES, 22),
    ("Kestrelway Parcels", LONDON, 28),
    ("Oriflux Software", PARIS, 26),
    ("Cinderfield Coffee", NEW_YORK, 14),
    ("Marisol Swimwear", LOS_ANGELES, 12),
    ("Thornbury Wines", LONDON, 12),
    ("Lacmontel Watches", PARIS, 14),
    ("Ashgrove Dental", NEW_YORK, 10),
    ("Rivulet Payments", NEW_YORK, 30, 11),
    ("Skylarke Radio", LONDON, 14),
    ("Montelune Spa", PARIS, 10),
    ("Gladewing Toys", NEW_YORK, 16),
    ("Opaline Eyewear", PARIS, 14),
    ("Barrowdene Rail", LONDON, 26),
    ("Sagecrest Realty", LOS_ANGELES, 14),
    ("Fjordhus Interiors", PARIS, 18),
    ("Copperleaf Legal", NEW_YORK, 10),
    ("Elmswell Charities", LONDON, 10),
    ("Vantorre Logistics", PARIS, 22, 9),
    ("Bluefinch Dating", NEW_YORK, 26),
    ("Saltmarsh Marine", NEW_YORK, 8),
    ("Kindlecroft Schools", LONDON, 12, None, 5),
    ("Rocaille Jewellery", PARIS, 12),
    ("Palisade Security", LOS_ANGELES, 16, 7),
    ("Everbrook Baby", NEW_YORK, 14),
    ("Zephyrine Scooters", PARIS, 16, 6),
    ("Goldenrod Farms", LOS_ANGELES, 8),
    ("Inverloch Whisky", LONDON, 8, 5),
    ("Passerelle Jobs", PARIS, 22),
    ("Hollowell Sports", NEW_YORK, 20),
    ("Mirandel Music", PARIS, 12, None, 3),
    ("Canyon Arch Apparel", LOS_ANGELES, 18),
    ("Wrenfield Optics", NEW_YORK, 8, 4),
    ("Dovetail Crafts", NEW_YORK, 10, None, 8),
    ("Altaverde Foods", PARIS, 16, 2),
)

WRITTEN_ACCOUNTS: Final = len(_NAMED_ACCOUNTS)

_FURTHER_STEMS: Final = (
    "Alder", "Birchen", "Cedarly", "Dunmoor", "Eastmere", "Fallowby", "Grenwick", "Hazelton", "Ivyholm", "Jaspern",
    "Kelmore", "Lindenby", "Marlowen", "Nettlefold", "Orchardby", "Pembrey", "Quarrington", "Rosenvik", "Summerlea",
    "Thistledon", "Umberley", "Vinterby", "Willowmere", "Yarrowby",
)  # fmt: skip
_FURTHER_TRADES: Final = (
    "Apparel", "Books", "Cycles", "Dental", "Energy", "Foods", "Games", "Hotels", "Insurance", "Jobs", "Kitchens",
    "Learning", "Music", "Optics", "Parcels", "Realty", "Software", "Travel",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Organisation:
    """Everybody: the customers, and the people who serve them."""

    accounts: tuple[Account, ...]
    agents: tuple[Person, ...]
    tams: tuple[Person, ...]
    leaders: tuple[Person, ...]

    @property
    def people(self) -> tuple[Person, ...]:
        """All people, in the order of their ids."""
        return tuple(sorted(self.agents + self.tams + self.leaders, key=lambda person: person.person_id))

    def account(self, name: str) -> Account:
        """The account of that name; KeyError if there is none."""
        for account in self.accounts:
            if account.name == name:
                return account
        raise KeyError(name)


def organisation(cases: int) -> Organisation:
    """The organisation that has that many cases in eighteen months."""
    times = copies(cases)
    return Organisation(
        accounts=tuple(_account(number) for number in range(len(_NAMED_ACCOUNTS) * times)),
        agents=tuple(_person(AGENTS, number) for number in range(len(AGENTS) * times)),
        tams=tuple(_person(TAMS, number) for number in range(len(TAMS) * times)),
        leaders=LEADERS,
    )


def copies(cases: int) -> int:
    """How many times the organisation as written is needed: grows with the square root of the cases."""
    return max(1, isqrt(cases // 6000))


def _account(number: int) -> Account:
    turn, position = divmod(number, len(_NAMED_ACCOUNTS))
    name, calendar_id, size, *months = _NAMED_ACCOUNTS[position]
    account = Account(f"ACC-{number + 1:04d}", name, calendar_id, size, *months)
    if turn == 0:
        return account
    further = number - len(_NAMED_ACCOUNTS)
    stem = _FURTHER_STEMS[further % len(_FURTHER_STEMS)]
    trade = _FURTHER_TRADES[further // len(_FURTHER_STEMS) % len(_FURTHER_TRADES)]
    again = further // (len(_FURTHER_STEMS) * len(_FURTHER_TRADES))
    return replace(account, name=f"{stem} {trade}" + (f" {again + 1}" if again else ""))


def _person(pattern: tuple[Person, ...], number: int) -> Person:
    turn, position = divmod(number, len(pattern))
    person = pattern[position]
    if turn == 0:
        return person
    given = pattern[(position + turn) % len(pattern)].name.split()[0]
    surname = pattern[(position + turn // len(pattern)) % len(pattern)].name.split()[-1]
    return replace(person, person_id=f"{person.person_id[0]}-{number + 1:02d}", name=f"{given} {surname}")
