-- Rows that several questions about the records themselves share.

-- Events that changed nothing, or ended a case in an unusual way, of the cases opened in the period.
create or replace temp macro odd_events(since, until, accounts, tams, categories, priorities, channels, regions) as table (
    select
        contradictory_events.* exclude (state),
        contradictory_events.state as state_before,
    from contradictory_events
    inner join dated_cases on contradictory_events.case_id = dated_cases.case_id
    where dated_cases.opened_on between cast(since as date) and cast(until as date) - 1
        and is_chosen(
            accounts, tams, categories, priorities, channels, regions,
            dated_cases.account_id, dated_cases.tam_id, dated_cases.category, dated_cases.priority,
            dated_cases.channel, dated_cases.region
        )
);
