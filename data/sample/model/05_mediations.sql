-- Drawn mediation requests, beside the told ones: asked for, ready, submitted, answered, closed.

insert into mediations
with thrown as (
    select
        range as number,
        dice('mediation|' || range) as chosen,
        dice('mediation steps|' || range) as timed,
        dice('mediation end|' || range) as ended
    from range(1, 38 * getvariable('copies') + 1)
),

chosen as (
    select
        thrown.*,
        lasting_slots.account_id,
        accounts.calendar_id,
        providers.value as mailbox_provider,
        (select min(seconds_before) from openings where opens_at >= getvariable('starts_on')) as first_second
    from thrown
    inner join lasting_slots
        on lasting_slots.slot = scaled(first_roll(thrown.chosen), getvariable('lasting_slots'))
    inner join accounts on accounts.account_id = lasting_slots.account_id
    inner join slots as providers
        on providers.topic = 'mailbox provider' and providers.slot = second_roll(thrown.chosen) // 1000
),

-- Spread evenly over the seconds the calendar was open until the end.
planned as (
    select
        chosen.*,
        chosen.first_second + scaled(
            third_roll(chosen.chosen),
            (
                select max(openings.seconds_before) - chosen.first_second
                from openings
                where openings.calendar_id = chosen.calendar_id and openings.opens_at <= getvariable('cutoff')
            )
        ) as opened,
        case
            when first_roll(chosen.ended) < 640000 then 'resolved'
            when first_roll(chosen.ended) < 820000 then 'declined'
            when first_roll(chosen.ended) < 930000 then 'no_reply'
            else 'withdrawn'
        end as outcome
    from chosen
),

-- In seconds of opening time, a working day being 28,800 or a little more.
stepped as (
    select
        *,
        opened + 1800 + first_roll(timed) // 5 as ready,
        opened + 5400 + first_roll(timed) // 5 + second_roll(timed) // 10 as submitted,
        opened + 9000 + first_roll(timed) // 5 + second_roll(timed) // 10 + third_roll(timed) // 4 as replied,
        opened + 12600 + first_roll(timed) // 5 + second_roll(timed) // 10 + third_roll(timed) // 4
        + second_roll(ended) // 20 as closed
    from planned
),

moments as (
    select
        steps.number,
        steps.moment,
        openings.opens_at + to_seconds(steps.business_at - openings.seconds_before) as happened_at
    from (
        select number, calendar_id, 'opened' as moment, opened as business_at from stepped
        union all
        select number, calendar_id, 'ready', ready from stepped where outcome <> 'withdrawn'
        union all
        select number, calendar_id, 'submitted', submitted from stepped where outcome <> 'withdrawn'
        union all
        select number, calendar_id, 'replied', replied from stepped where outcome in ('resolved', 'declined')
        union all
        select number, calendar_id, 'closed', closed from stepped
    ) as steps
    asof inner join openings
        on openings.calendar_id = steps.calendar_id and steps.business_at >= openings.seconds_before
),

known as (
    select
        number,
        max(happened_at) filter (where moment = 'opened') as opened_at,
        max(happened_at) filter (where moment = 'ready') as best_practices_met_at,
        max(happened_at) filter (where moment = 'submitted') as form_submitted_at,
        max(happened_at) filter (where moment = 'replied') as provider_replied_at,
        max(happened_at) filter (where moment = 'closed') as closed_at
    from moments
    where happened_at <= getvariable('cutoff')
    group by number
)

select
    'MED-' || lpad(cast(stepped.number as varchar), 4, '0') as mediation_id,
    stepped.account_id,
    null as escalation_id,
    stepped.mailbox_provider,
    '1' as tier,
    known.opened_at,
    known.best_practices_met_at,
    known.form_submitted_at,
    known.provider_replied_at,
    known.closed_at,
    if(known.closed_at is null, null, stepped.outcome) as outcome
from stepped
inner join known on known.number = stepped.number;
