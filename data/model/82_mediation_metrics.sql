-- One row per mediation opened up to as_of: how far it is, opened to form submitted in the time of the TAM's calendar (the
-- account's if the TAM has none), form submitted to the provider's reply around the clock.

create or replace table mediation_metrics as
with held_mediations as (
    select
        mediations.mediation_id,
        mediations.account_id,
        tam_assignments.tam_id,
        coalesce(people.calendar_id, accounts.calendar_id) as calendar_id,
        mediations.tier,
        mediations.opened_at,
        -- What lies after as_of has not happened.
        case when mediations.best_practices_met_at <= snapshot.as_of then mediations.best_practices_met_at end
            as best_practices_met_at,
        case when mediations.form_submitted_at <= snapshot.as_of then mediations.form_submitted_at end
            as form_submitted_at,
        case when mediations.provider_replied_at <= snapshot.as_of then mediations.provider_replied_at end
            as provider_replied_at,
        case when mediations.closed_at <= snapshot.as_of then mediations.closed_at end as closed_at,
        case when mediations.closed_at <= snapshot.as_of then mediations.outcome end as outcome,
        snapshot.as_of,
    from mediations
    cross join snapshot
    inner join accounts on mediations.account_id = accounts.account_id
    inner join calendars on accounts.calendar_id = calendars.calendar_id
    left join tam_assignments
        on mediations.account_id = tam_assignments.account_id
        and cast(timezone(calendars.time_zone, mediations.opened_at) as date) >= tam_assignments.assigned_from
        and cast(timezone(calendars.time_zone, mediations.opened_at) as date)
            < coalesce(tam_assignments.assigned_until, date '9999-12-31')
    left join people on tam_assignments.tam_id = people.person_id
    where mediations.opened_at <= snapshot.as_of
),

stated_mediations as (
    select
        *,
        case
            when closed_at is not null then 'closed'
            when provider_replied_at is not null then 'replied'
            when form_submitted_at is not null then 'submitted'
            when best_practices_met_at is not null then 'ready'
            else 'preparing'
        end as state,
        -- Where a clock still runs, it stands at as_of.
        coalesce(form_submitted_at, as_of) as submitted_by,
    from held_mediations
),

timed_mediations as (
    select
        stated_mediations.*,
        business_clock(
            submitted.seconds_before, submitted.opens_1, submitted.closes_1, submitted.opens_2, submitted.closes_2,
            submitted.opens_3, submitted.closes_3, submitted.more, second_of_day(stated_mediations.submitted_by)
        ) - business_clock(
            opened.seconds_before, opened.opens_1, opened.closes_1, opened.opens_2, opened.closes_2,
            opened.opens_3, opened.closes_3, opened.more, second_of_day(stated_mediations.opened_at)
        ) as submit_seconds,
        epoch_seconds(coalesce(stated_mediations.provider_replied_at, stated_mediations.as_of))
            - epoch_seconds(stated_mediations.form_submitted_at) as reply_seconds,
    from stated_mediations
    inner join calendar_clocks on stated_mediations.calendar_id = calendar_clocks.calendar_id
    left join calendar_days as opened
        on day_key(calendar_clocks.key_base, stated_mediations.opened_at) = opened.day_key
    left join calendar_days as submitted
        on day_key(calendar_clocks.key_base, stated_mediations.submitted_by) = submitted.day_key
)

select
    mediation_id,
    account_id,
    tam_id,
    calendar_id,
    opened_at,
    best_practices_met_at,
    form_submitted_at,
    provider_replied_at,
    closed_at,
    outcome,
    state,
    case when form_submitted_at is not null then submit_seconds end as to_submit_business_seconds,
    case when state in ('preparing', 'ready') then submit_seconds end as unsubmitted_business_seconds,
    case when provider_replied_at is not null then reply_seconds end as to_reply_elapsed_seconds,
    case when state = 'submitted' then reply_seconds end as unreplied_elapsed_seconds,
    tier = '2' as is_out_of_scope,
    form_submitted_at is not null
        and (best_practices_met_at is null or form_submitted_at < best_practices_met_at) as is_premature,
from timed_mediations
order by opened_at, mediation_id;
