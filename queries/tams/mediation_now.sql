-- question: Which open requests to mailbox providers may be sent now, and which must wait, and for what?
-- grain:    one row per next step, also without a request, our own turn first
-- params:   $accounts varchar[], $tams varchar[], $categories varchar[], $priorities varchar[], $channels varchar[],
--           $regions varchar[] ([] = all)
-- returns:  step varchar, request_count bigint, premature_count bigint, oldest_waiting_since timestamp with time zone, longest_unsubmitted_business_seconds bigint, longest_unreplied_elapsed_seconds bigint
-- decided:  open as of the snapshot, whenever opened, under the TAM the account has now; ready = best practices met and no form
--           submitted; replied = to be closed; preparing = best practices not met; submitted = waiting for the provider;
--           tier_2 = not ours, whatever is on record; waiting_since = the latest of these to have happened

with requests as (
    select *
    from mediation_rows(
        date '1970-01-01', date '1970-01-01', $accounts, $tams, $categories, $priorities, $channels, $regions
    )
    where part = 'now'
),

steps as (
    select unnest(mediation_steps()) as step
)

select
    steps.step,
    count(requests.mediation_id) as request_count,
    count(*) filter (requests.is_premature) as premature_count,
    min(requests.waiting_since) as oldest_waiting_since,
    max(requests.unsubmitted_business_seconds) as longest_unsubmitted_business_seconds,
    max(requests.unreplied_elapsed_seconds) as longest_unreplied_elapsed_seconds,
from steps
left join requests on steps.step = requests.step
group by steps.step
order by list_position(mediation_steps(), steps.step)
