-- question: Which escalations are behind a figure about escalations, the newest first?
-- grain:    one row per escalation
-- params:   $since date, $until date (exclusive), $accounts varchar[], $tams varchar[], $categories varchar[],
--           $priorities varchar[], $channels varchar[], $regions varchar[] ([] = all),
--           $clock varchar (escalation_acknowledgement or escalation_resolution), $verdicts varchar[] (of that clock; no_target for none; [] = all),
--           $states varchar[] ([] = all), $row_limit bigint (null = every row)
-- returns:  escalation_id varchar, case_id varchar, account_name varchar, category varchar, scope varchar, state varchar, raised_at timestamp with time zone, acknowledgement_due_at timestamp with time zone, acknowledgement_business_seconds bigint, acknowledgement_verdict varchar, resolution_business_seconds bigint, resolution_verdict varchar, tam_name varchar, subject varchar
-- decided:  exactly the escalations that attainment_by_clock counts, by the verdict it counts them under; raised in the
--           period; while a priority or a channel of cases is chosen there are none

select
    escalation_id,
    case_id,
    account_name,
    category,
    scope,
    state,
    raised_at,
    acknowledgement_due_at,
    acknowledgement_business_seconds,
    acknowledgement_verdict,
    resolution_business_seconds,
    resolution_verdict,
    tam_name,
    subject,
from filtered_escalations($accounts, $tams, $categories, $priorities, $channels, $regions)
where raised_at >= first_instant($since)
    and raised_at < first_instant($until)
    and (len($states) = 0 or list_contains($states, state))
    and (
        len($verdicts) = 0
        or list_contains(
            $verdicts,
            coalesce(
                if($clock = 'escalation_acknowledgement', acknowledgement_verdict, resolution_verdict),
                'no_target'
            )
        )
    )
order by raised_at desc, escalation_id
limit $row_limit
