-- question: Which verdicts of a clock are exempted, why, and who approved it?
-- grain:    one row per exempted case, or message for next_response
-- params:   $clock varchar (first_response, next_response, periodic_update or resolution),
--           $denominator varchar (opened, resolved or due), $since date, $until date (exclusive), $accounts varchar[], $tams varchar[], $categories varchar[],
--           $priorities varchar[], $channels varchar[], $regions varchar[] ([] = all)
-- returns:  case_id varchar, account_name varchar, metric varchar, reason varchar, approved_by varchar, approved_at timestamp with time zone, verdict varchar, started_at timestamp with time zone
-- decided:  all exempted rows, also those on neither side of the share: the exempt_count of the totals is that of the rows met
--           or breached; the newest approval comes first

select
    exempt_rows.case_id,
    accounts.name as account_name,
    exemptions.metric,
    exemptions.reason,
    coalesce(people.name, exemptions.approved_by) as approved_by,
    exemptions.approved_at,
    exempt_rows.verdict,
    exempt_rows.started_at,
from clock_rows(
        [$clock], $denominator, $since, $until, $accounts, $tams, $categories, $priorities, $channels, $regions
    ) as exempt_rows
inner join exemptions on exempt_rows.case_id = exemptions.case_id and exemptions.metric = $clock
inner join accounts on exempt_rows.account_id = accounts.account_id
left join people on exemptions.approved_by = people.person_id
where exempt_rows.is_exempt
order by exemptions.approved_at desc, exempt_rows.case_id, exempt_rows.started_at
