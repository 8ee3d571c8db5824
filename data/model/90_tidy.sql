-- What only the files before needed.

drop table escalation_targets_now;
drop table waits_now;
drop table first_responses;
drop table resolutions;
drop table case_silences;
drop table silences;
drop table waits;
drop table case_ends;
drop table case_timelines;
drop table timed_cases;
drop table calendar_clocks;
drop table target_periods;
drop table target_accounts;
drop table calendar_days;
drop table calendar_keys;
drop table local_openings;
drop table zone_offsets;
drop table calendar_spans;
drop type if exists event_code;
drop type if exists state_code;
drop type priority_code;
drop type category_code;
