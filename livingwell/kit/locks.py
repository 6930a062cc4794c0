"""What does the database allow on the kit's own tables?"""

from livingwell.kit.database.locks import SOMEBODY, VIEWER, gate_function, library_tables, lock, open_table
from livingwell.kit.once import Once
from livingwell.kit.record.models import Event, InventedMark, Seal
from livingwell.kit.secrets.models import DataKey
from livingwell.kit.sending.models import Outgoing
from livingwell.kit.throttle import Throttle
from livingwell.kit.unsent.models import Unsent

# A person may read what was done about them; everybody what they did themselves. Whoever is signed in may only write
# events in their own name.
lock(
    Event,
    read=f"about_id = {VIEWER} or by_id = {VIEWER}",
    insert=f"by_id = {VIEWER}",
    steward="select, insert",
)
# What is typed and not sent is read by whoever types it, and by nobody else.
TYPED_IT = f"by_id = {VIEWER}"
lock(
    Unsent,
    read=TYPED_IT,
    insert=TYPED_IT,
    update=('typed, version, "window", kept_at, sent_at', TYPED_IT),
    delete=TYPED_IT,
    steward="select, delete",
)
# A wrapped key opens nothing without the master key, which the database never sees.
lock(DataKey, read="true", insert=SOMEBODY, steward="select, insert, update")
open_table(Seal, app="", steward="select, insert")
open_table(InventedMark, app="select", steward="select")
# Anybody may ask for a message to be sent (a sign-in code, before anybody is signed in); only the job reads it.
lock(Outgoing, read="false", insert="true", steward="select, insert, update, delete")
open_table(Throttle, app="select, insert, update", steward="select, insert, update, delete")
open_table(Once, app="select, insert", steward="select, insert, delete")

library_tables("django_content_type", "names of tables")
library_tables("django_cache", "counters that slow machines down, by keyed hash")
library_tables("auth_", "Django's groups and permissions, unused: rules say who may")
library_tables("django_migrations", "which migrations have run")
library_tables("procrastinate_", "jobs: ids and the names of messages, nobody's words")

gate_function("""
create or replace function gate.moment() returns timestamptz
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare told timestamptz := nullif(current_setting('livingwell.clock', true), '')::timestamptz;
begin
    -- Only a database marked as invented believes in another time, and none believes in the future.
    if told is null or told > clock_timestamp() or not exists (select from kit_inventedmark) then
        return clock_timestamp();
    end if;
    return told;
end $$
""")
