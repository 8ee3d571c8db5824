-- The tables the story is put into; data/sample/tables.py fills them.

create table customers (
    account_id varchar,
    domain varchar,
    size bigint,
    is_lasting boolean,
    is_on_call boolean,
);

create table agents (
    person_id varchar,
    calendar_id varchar,
    pace bigint,
    is_away boolean,
);

create table arrivals (
    date date,
    usual_weight bigint,
    incident_percent bigint,
    is_bad_month boolean,
    is_incident boolean,
);

create table chances (
    topic varchar,
    position bigint,
    value varchar,
    weight bigint,
);

create table conversation_steps (
    conversation varchar,
    step_number bigint,
    step varchar,
    kind varchar,
    speed varchar,
    actor varchar,
    is_handed_over boolean,
);

create table speed_points (
    speed varchar,
    percentile bigint,
    seconds bigint,
    width bigint,
);

create table speed_factors (
    speed varchar,
    priority varchar,
    percent bigint,
    is_ours boolean,
);

create table subjects (
    topic varchar,
    slot bigint,
    template varchar,
);

create table call_subjects (
    call varchar,
    scope varchar,
    template varchar,
);

create table exemption_reasons (
    slot bigint,
    reason varchar,
);

create table ramps (
    ramp varchar,
    day bigint,
    volume bigint,
);

create table moves (
    migration_id varchar,
    account_id varchar,
    ramp varchar,
    addresses bigint,
    target_daily_volume bigint,
    started_on date,
    status varchar,
    paused_from bigint,
    bounced bigint,
    complained bigint,
    is_by_provider boolean,
);

create table moves_held (
    migration_id varchar,
    first_day bigint,
    last_day bigint,
);

create table told_escalations (
    escalation_id varchar,
    account_id varchar,
    case_id varchar,
    tam_id varchar,
    category varchar,
    channel varchar,
    raised_at timestamptz,
    acknowledged_at timestamptz,
    resolved_at timestamptz,
    scope varchar,
    subject varchar,
);
