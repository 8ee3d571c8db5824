-- question: Which requests to mailbox providers are behind a figure?
-- grain:    one row per request, the longest waiting first, then the newest
-- params:   $codes varchar[] (`part:period` or `part:now`, and any of `provider:`, `result:`, `month:`, `step:`, `tam:`, `flag:`, `submit:` and `reply:` with what they name; a request must be in all), $since date, $until date (exclusive),
--           $accounts varchar[], $tams varchar[], $categories varchar[], $priorities varchar[], $channels varchar[],
--           $regions varchar[] ([] = all), $row_limit bigint (null = every row)
-- returns:  mediation_id varchar, step varchar, result varchar, provider_name varchar, written_provider varchar, channel varchar, contact varchar, account_id varchar, account_name varchar, tam_id varchar, tam_name varchar, current_tam_name varchar, tier bigint, is_premature boolean, finding varchar, opened_at timestamp with time zone, best_practices_met_at timestamp with time zone, form_submitted_at timestamp with time zone, provider_replied_at timestamp with time zone, closed_at timestamp with time zone, waiting_since timestamp with time zone, to_submit_business_seconds bigint, unsubmitted_business_seconds bigint, to_reply_elapsed_seconds bigint, unreplied_elapsed_seconds bigint, escalation_id varchar, case_id varchar
-- decided:  the rows that every count on the page stands for; what lies after as_of has not happened; tam_name is the account's TAM
--           on the day of opening, current_tam_name the one who acts now; waiting_since is null once closed; without a `part:`
--           there is none, for a request may be in both

with requests as (
    select *
    from mediation_rows($since, $until, $accounts, $tams, $categories, $priorities, $channels, $regions)
    where list_has_all(codes, $codes)
        and (list_contains($codes, 'part:period') or list_contains($codes, 'part:now'))
)

select
    requests.mediation_id,
    requests.step,
    requests.result,
    requests.provider_name,
    requests.written_provider,
    contacts.channel,
    contacts.contact,
    requests.account_id,
    requests.account_name,
    requests.tam_id,
    holders.name as tam_name,
    current_tams.name as current_tam_name,
    requests.tier,
    requests.is_premature,
    requests.finding,
    requests.opened_at,
    requests.best_practices_met_at,
    requests.form_submitted_at,
    requests.provider_replied_at,
    requests.closed_at,
    if(requests.state <> 'closed', requests.waiting_since, null) as waiting_since,
    requests.to_submit_business_seconds,
    requests.unsubmitted_business_seconds,
    requests.to_reply_elapsed_seconds,
    requests.unreplied_elapsed_seconds,
    requests.escalation_id,
    requests.case_id,
from requests
left join provider_contacts() as contacts on requests.route = contacts.mailbox_provider
left join people as holders on requests.tam_id = holders.person_id
left join people as current_tams on requests.current_tam_id = current_tams.person_id
order by
    if(requests.state <> 'closed', requests.waiting_since, null) nulls last,
    requests.opened_at desc,
    requests.mediation_id
limit $row_limit
