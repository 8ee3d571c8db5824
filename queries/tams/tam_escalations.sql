-- question: Which escalations does this TAM have open, and by when must each be acknowledged?
-- grain:    one row per open escalation, the next acknowledgement due first
-- params:   $tam varchar (a person, or `no_tam`), $categories varchar[] ([] = all)
-- returns:  escalation_id varchar, account_id varchar, account_name varchar, case_id varchar, category varchar, scope varchar, channel varchar, state varchar, raised_at timestamp with time zone, acknowledgement_due_at timestamp with time zone, acknowledgement_left_seconds bigint, acknowledgement_band varchar, acknowledgement_target_seconds bigint, is_elapsed boolean, clock_calendar varchar, clock_time_zone varchar, resolution_due_at timestamp with time zone, resolution_left_seconds bigint, resolution_band varchar, points double, is_elsewhere boolean, subject varchar
-- decided:  time left is opening time of the TAM's calendar, or of the account's if the TAM has none (clock_calendar), unless
--           is_elapsed; below 0 once late; there is no acknowledgement left to give where it was given; elsewhere: the
--           account has another TAM by now, or none

with clocks as (
    select * from running_clocks([], [$tam], [], [], [], [])
),

acknowledgements as (
    select * from clocks where clock = 'escalation_acknowledgement'
),

resolutions as (
    select * from clocks where clock = 'escalation_resolution'
)

select
    open_items.item_id as escalation_id,
    open_items.account_id,
    open_items.account_name,
    open_items.case_id,
    open_items.category,
    escalations.scope,
    escalations.channel,
    open_items.state,
    open_items.since_at as raised_at,
    acknowledgements.due_at as acknowledgement_due_at,
    acknowledgements.left_seconds as acknowledgement_left_seconds,
    acknowledgements.band as acknowledgement_band,
    acknowledgements.target_seconds as acknowledgement_target_seconds,
    coalesce(acknowledgements.is_elapsed, false) as is_elapsed,
    if(people.calendar_id is null, 'account', 'tam') as clock_calendar,
    calendars.time_zone as clock_time_zone,
    resolutions.due_at as resolution_due_at,
    resolutions.left_seconds as resolution_left_seconds,
    resolutions.band as resolution_band,
    open_items.points,
    open_items.is_elsewhere,
    escalations.subject,
from tam_open_items([], [$tam], $categories, [], [], []) as open_items
inner join escalations on open_items.item_id = escalations.escalation_id
inner join accounts on open_items.account_id = accounts.account_id
left join people on open_items.tam_id = people.person_id
inner join calendars on coalesce(people.calendar_id, accounts.calendar_id) = calendars.calendar_id
left join acknowledgements on open_items.item_id = acknowledgements.item_id
left join resolutions on open_items.item_id = resolutions.item_id
where open_items.item = 'escalation'
order by
    acknowledgements.item_id is null,
    acknowledgements.due_at nulls last,
    resolutions.due_at nulls last,
    open_items.since_at,
    open_items.item_id
