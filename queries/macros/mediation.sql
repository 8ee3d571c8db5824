-- Rows that the questions about mediations share: every group a request counts in.

-- The contact routes on file; of two rows for one provider the first by its text counts.
create or replace temp macro provider_contacts() as table (
    select *
    from mailbox_provider_contacts
    qualify row_number() over (partition by mailbox_provider order by contact nulls last, source) = 1
);

-- What may become of a request, in the order in which it is listed. Tier 2 is not ours, whatever becomes of it.
create or replace temp macro mediation_results() as (
    ['resolved', 'declined', 'no_reply', 'withdrawn', 'no_outcome', 'open', 'tier_2']
);

-- What is to be done next about an open request, our own turn first.
create or replace temp macro mediation_steps() as (
    ['ready', 'replied', 'preparing', 'submitted', 'tier_2']
);

-- Requests under the shared filters, with every group they count in: a tile, a bar, a cell and the list behind them all read
-- the same codes. Those of `part:period` were opened in it and count under the TAM of that day; those of `part:now` are open as
-- of the snapshot, whenever they were opened, and wait for the TAM their account has now; a request may be in both. They have
-- no category, priority and channel: while one is chosen, none is here.
create or replace temp macro mediation_rows(since, until, accounts, tams, categories, priorities, channels, regions) as table (
    with
        named_requests as (
            select
                mediation_metrics.*,
                mediations.mailbox_provider as written_provider,
                cast(mediations.tier as bigint) as tier,
                mediations.escalation_id,
                escalations.case_id,
                provider_routes.provider_code,
                provider_routes.provider_name,
                provider_routes.route,
                now_of.account_name,
                now_of.tam_id as current_tam_id,
                cast(
                    date_trunc(
                        'month', timezone((select reporting_time_zone from snapshot), mediation_metrics.opened_at)
                    ) as date
                ) as month,
                case
                    when mediation_metrics.is_out_of_scope then 'tier_2'
                    when mediation_metrics.state <> 'closed' then 'open'
                    else coalesce(mediation_metrics.outcome, 'no_outcome')
                end as result,
                if(mediation_metrics.is_out_of_scope, 'tier_2', mediation_metrics.state) as step,
                coalesce(
                    mediation_metrics.provider_replied_at,
                    mediation_metrics.form_submitted_at,
                    mediation_metrics.best_practices_met_at,
                    mediation_metrics.opened_at
                ) as waiting_since,
                -- what is odd about the record; none of it is dropped from a count
                case
                    when mediation_metrics.provider_replied_at is not null
                        and mediation_metrics.form_submitted_at is null then 'reply_without_form'
                    when mediation_metrics.state = 'closed' and mediation_metrics.outcome is null
                        then 'closed_without_outcome'
                    when mediations.closed_at is null and mediations.outcome is not null
                        then 'outcome_without_closing'
                end as finding,
            from mediation_metrics
            inner join mediations on mediation_metrics.mediation_id = mediations.mediation_id
            inner join provider_routes on mediations.mailbox_provider = provider_routes.written
            inner join account_tams_now as now_of on mediation_metrics.account_id = now_of.account_id
            left join escalations on mediations.escalation_id = escalations.escalation_id
            where len(categories) = 0
                and len(priorities) = 0
                and len(channels) = 0
                and (len(accounts) = 0 or list_contains(accounts, mediation_metrics.account_id))
                and (len(regions) = 0 or list_contains(regions, coalesce(now_of.region, 'no_region')))
        ),
        counted_requests as (
            select
                named_requests.*,
                parts.part,
                coalesce(
                    if(parts.part = 'period', named_requests.tam_id, named_requests.current_tam_id), 'no_tam'
                ) as holder_id,
            from named_requests
            cross join (select unnest(['period', 'now']) as part) as parts
            where if(
                parts.part = 'period',
                named_requests.opened_at >= first_instant(since) and named_requests.opened_at < first_instant(until),
                named_requests.state <> 'closed'
            )
        )
    select
        *,
        list_filter(
            [
                'part:' || part,
                'provider:' || provider_code,
                'result:' || result,
                'month:' || strftime(month, '%Y-%m-%d'),
                if(state <> 'closed', 'step:' || step, null),
                'tam:' || holder_id,
                if(is_premature, 'flag:premature', null),
                if(finding is not null, 'flag:odd', null),
                -- the clocks judge tier 1 alone: of each, what stopped, what runs, what ended without
                case
                    when is_out_of_scope then null
                    when to_submit_business_seconds is not null then 'submit:done'
                    when unsubmitted_business_seconds is not null then 'submit:waiting'
                    else 'submit:never'
                end,
                case
                    when is_out_of_scope or form_submitted_at is null then null
                    when to_reply_elapsed_seconds is not null then 'reply:done'
                    when unreplied_elapsed_seconds is not null then 'reply:waiting'
                    else 'reply:never'
                end,
            ],
            lambda code: code is not null
        ) as codes,
    from counted_requests
    where len(tams) = 0 or list_contains(tams, holder_id)
);
