-- question: What can each TAM do now about open requests to mailbox providers?
-- grain:    one row per (TAM with an open request, or `no_tam`; next step), also without a request
-- params:   $accounts varchar[], $tams varchar[], $categories varchar[], $priorities varchar[], $channels varchar[],
--           $regions varchar[] ([] = all)
-- returns:  tam_id varchar, tam_name varchar, step varchar, request_count bigint, tam_count bigint
-- decided:  the TAM is the one the account has as of the snapshot, for they must act; steps as mediation_now; tam_count is of
--           all steps; TAMs with most that is their own turn (ready or replied) first

with requests as materialized (
    select *
    from mediation_rows(
        date '1970-01-01', date '1970-01-01', $accounts, $tams, $categories, $priorities, $channels, $regions
    )
    where part = 'now'
),

tams as (
    select
        holder_id,
        count(*) as tam_count,
        count(*) filter (step in ('ready', 'replied')) as own_turn_count,
    from requests
    group by holder_id
),

steps as (
    select unnest(mediation_steps()) as step
)

select
    tams.holder_id as tam_id,
    people.name as tam_name,
    steps.step,
    count(requests.mediation_id) as request_count,
    tams.tam_count,
from tams
cross join steps
left join requests on tams.holder_id = requests.holder_id and steps.step = requests.step
left join people on tams.holder_id = people.person_id
group by tams.holder_id, people.name, steps.step, tams.tam_count, tams.own_turn_count
order by
    tams.own_turn_count desc,
    tams.tam_count desc,
    tams.holder_id,
    list_position(mediation_steps(), steps.step)
