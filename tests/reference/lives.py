"""The life of one case: its events applied one by one, in order, up to as_of."""

from dataclasses import dataclass, field

OPEN, WAITING, PROPOSED, RESOLVED = "open", "waiting_on_customer", "resolution_proposed", "resolved"
REPLIES_FIRST = {"agent_reply": 0, "customer_reply": 1}


@dataclass
class Event:
    """One event; `at` in seconds since 1970."""

    event_id: str
    at: int
    kind: str
    value: str | None


@dataclass
class Clock:
    """A stretch that is measured: when it started, when and by what it stopped, priority and category at the stop."""

    started_at: int
    stopped_at: int | None = None
    stopped_by: str | None = None  # "answer", "end", or "as_of" if it still runs
    priority: str | None = None
    category: str | None = None


@dataclass
class Life:
    """All that happened to a case up to as_of."""

    opened_at: int
    as_of: int
    priority: str
    category: str | None
    agent_id: str | None
    state: str = OPEN
    since: int = 0
    spans: list[tuple[str, int, int]] = field(default_factory=list)  # state, from, to
    first_response: Clock | None = None
    resolution: Clock | None = None
    asks: list[Clock] = field(default_factory=list)
    updates: list[Clock] = field(default_factory=list)
    awaits_reopening: bool = False
    is_agreed: bool = False
    proposed_at: int | None = None
    reopen_count: int = 0
    escalation_ids: set[str] = field(default_factory=set)

    def running(self) -> list[Clock]:
        """The clocks that have not stopped."""
        clocks = [self.first_response, self.resolution, *self.asks, *self.updates]
        return [clock for clock in clocks if clock.stopped_by is None]

    def stop(self, clocks: list[Clock], at: int, by: str) -> None:
        """Stop those of the clocks that run; they keep the priority and category in force now."""
        for clock in clocks:
            if clock.stopped_by is None:
                clock.stopped_at, clock.stopped_by = at, by
                clock.priority, clock.category = self.priority, self.category

    def enter(self, state: str, at: int) -> None:
        """Close the current span and begin the next; a span of no length leaves no trace."""
        if at > self.since:
            self.spans.append((self.state, self.since, at))
        self.state, self.since = state, at

    @property
    def is_answered(self) -> bool:
        return self.first_response.stopped_by == "answer"

    def apply(self, event: Event) -> None:
        """Let one event have its effect."""
        if hasattr(self, f"on_{event.kind}"):
            getattr(self, f"on_{event.kind}")(event)

    def on_agent_reply(self, event: Event) -> None:
        self.stop([*self.asks, *self.updates], event.at, "answer")
        self.awaits_reopening = False
        if self.state != RESOLVED:
            self.stop([self.first_response], event.at, "answer")
            self.updates.append(Clock(event.at))

    def on_customer_reply(self, event: Event) -> None:
        if self.is_answered and self.state == RESOLVED:
            self.awaits_reopening = True
        elif self.is_answered and all(ask.stopped_by for ask in self.asks):
            self.asks.append(Clock(event.at))
        self.on_work_resumed(event)

    def on_work_resumed(self, event: Event) -> None:
        if self.state in (WAITING, PROPOSED):
            self.enter(OPEN, event.at)

    def on_waiting_on_customer(self, event: Event) -> None:
        if self.state == OPEN:
            self.enter(WAITING, event.at)

    def on_resolution_proposed(self, event: Event) -> None:
        if self.state in (OPEN, WAITING):
            self.enter(PROPOSED, event.at)
            self.proposed_at = event.at

    def on_closed(self, event: Event) -> None:
        if self.state != RESOLVED:
            self.stop(self.running(), event.at, "end")
            self.enter(RESOLVED, event.at)
            self.is_agreed = False

    def on_resolution_agreed(self, event: Event) -> None:
        self.on_closed(event)
        self.is_agreed = True

    def on_reopened(self, event: Event) -> None:
        if self.state == RESOLVED:
            self.enter(OPEN, event.at)
            self.reopen_count += 1
            self.resolution = Clock(self.opened_at)  # what stopped it was not the end
            if not self.is_answered:
                self.first_response = Clock(self.opened_at)
            if self.awaits_reopening:
                self.asks.append(Clock(event.at))
                self.awaits_reopening = False

    def on_escalated(self, event: Event) -> None:
        self.escalation_ids.add(event.value)

    def on_assigned(self, event: Event) -> None:
        self.agent_id = event.value

    def on_priority_changed(self, event: Event) -> None:
        self.priority = event.value

    def on_category_changed(self, event: Event) -> None:
        self.category = event.value


def live(life: Life, events: list[Event]) -> Life:
    """Apply the events that have happened by as_of, then let as_of fall."""
    life.since = life.opened_at
    life.first_response, life.resolution = Clock(life.opened_at), Clock(life.opened_at)
    happened = [event for event in events if event.at <= life.as_of]
    for event in sorted(happened, key=lambda event: (event.at, REPLIES_FIRST.get(event.kind, 2), event.event_id)):
        life.apply(event)
    life.stop(life.running(), life.as_of, "as_of")
    if life.state != RESOLVED:
        life.enter(life.state, life.as_of)
    return life
