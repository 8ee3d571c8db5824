-- The derived tables of a snapshot as RECORDS.md promises them, empty. Questions are tested on rows put here by
-- hand, so that a golden case does not depend on the SQL that derives metrics.
create table snapshot (as_of timestamptz, loaded_at timestamptz, reporting_time_zone varchar, contract_version varchar);
create table rejects (
    file varchar,
    record_type varchar,
    record_number bigint,
    record_key varchar,
    column_name varchar,
    value varchar,
    reason varchar,
);
create table loads (
    record_type varchar,
    file varchar,
    read bigint,
    admitted bigint,
    duplicates bigint,
    rejected bigint,
    encoding varchar,
);
create table case_spans (
    case_id varchar,
    span_number bigint,
    state varchar,
    from_at timestamptz,
    to_at timestamptz,
    elapsed_seconds bigint,
    business_seconds bigint,
);
create table case_metrics (
    case_id varchar,
    account_id varchar,
    tam_id varchar,
    agent_id varchar,
    channel varchar,
    category varchar,
    priority varchar,
    opened_at timestamptz,
    state varchar,
    first_response_at timestamptz,
    first_response_business_seconds bigint,
    first_response_elapsed_seconds bigint,
    first_response_target_seconds bigint,
    first_response_due_at timestamptz,
    first_response_verdict varchar,
    next_response_count bigint,
    next_response_breaches bigint,
    next_response_worst_business_seconds bigint,
    update_count bigint,
    update_breaches bigint,
    update_worst_business_seconds bigint,
    resolution_proposed_at timestamptz,
    resolved_at timestamptz,
    resolution_agreed boolean,
    resolution_business_seconds bigint,
    waiting_on_customer_business_seconds bigint,
    resolution_target_seconds bigint,
    resolution_due_at timestamptz,
    resolution_verdict varchar,
    reopen_count bigint,
    escalation_count bigint,
    is_first_response_exempt boolean default false,
    is_next_response_exempt boolean default false,
    is_periodic_update_exempt boolean default false,
    is_resolution_exempt boolean default false,
);
create table response_metrics (
    case_id varchar,
    asked_at timestamptz,
    answered_at timestamptz,
    business_seconds bigint,
    target_seconds bigint,
    due_at timestamptz,
    verdict varchar,
);
create table escalation_metrics (
    escalation_id varchar,
    account_id varchar,
    case_id varchar,
    tam_id varchar,
    category varchar,
    scope varchar,
    raised_at timestamptz,
    state varchar,
    acknowledgement_business_seconds bigint,
    acknowledgement_target_seconds bigint,
    acknowledgement_due_at timestamptz,
    acknowledgement_verdict varchar,
    resolution_business_seconds bigint,
    resolution_verdict varchar,
);
create table openings (
    calendar_id varchar,
    local_date date,
    opens_at timestamptz,
    closes_at timestamptz,
    valid_from date,
    holiday_name varchar,
    seconds_before bigint,
);
create table contradictory_events (
    event_id varchar,
    case_id varchar,
    account_id varchar,
    occurred_at timestamptz,
    kind varchar,
    state varchar,
    finding varchar,
    has_effect boolean,
);
-- A load keeps these for open cases only; which cases a question asks for is its own business.
create view open_case_messages as
select case_id, occurred_at, kind
from case_events
where kind in ('agent_reply', 'customer_reply');
