-- question: Which escalations were raised in the period, the newest first?
-- grain:    one row per escalation
-- params:   $since date, $until date (exclusive), $accounts varchar[], $tams varchar[], $categories varchar[],
--           $priorities varchar[], $channels varchar[], $regions varchar[], $scopes varchar[], $states varchar[] ([] = all), $row_limit bigint (null = every row)
-- returns:  escalation_id varchar, account_name varchar, case_id varchar, category varchar, scope varchar, channel varchar, state varchar, raised_at timestamp with time zone, acknowledgement_business_seconds bigint, acknowledgement_due_at timestamp with time zone, acknowledgement_verdict varchar, resolution_business_seconds bigint, resolution_verdict varchar, tam_name varchar, subject varchar
-- decided:  exactly those that out_of_scope_monthly counts under a scope and month; while a priority or a channel of cases
--           is chosen there are none

select
    escalation_id,
    account_name,
    case_id,
    category,
    scope,
    channel,
    state,
    raised_at,
    acknowledgement_business_seconds,
    acknowledgement_due_at,
    acknowledgement_verdict,
    resolution_business_seconds,
    resolution_verdict,
    tam_name,
    subject,
from filtered_escalations($accounts, $tams, $categories, $priorities, $channels, $regions)
where raised_at >= first_instant($since)
    and raised_at < first_instant($until)
    and (len($scopes) = 0 or list_contains($scopes, scope))
    and (len($states) = 0 or list_contains($states, state))
order by raised_at desc, escalation_id
limit $row_limit
