-- Screen views, client sessions and users by the rules of Snowplow's own mobile models: what was sent more than three days after it was made is left out, and so is
-- what comes more than three days after its session began; a screen view counts once.
with timely as (
  select name, player_key, session_id, props->>'screen_view_id' as screen_view_id, (props->>'collected_at')::timestamptz as collected_at
  from events
  where (props->>'sent_at')::timestamptz <= (props->>'created_at')::timestamptz + interval 3 days),
within_session as (
  select *, min(collected_at) over (partition by session_id) as began from timely)
select count(distinct screen_view_id) filter (name = 'screen_view') as screen_views, count(distinct session_id) as sessions
from within_session where collected_at <= began + interval 3 days
