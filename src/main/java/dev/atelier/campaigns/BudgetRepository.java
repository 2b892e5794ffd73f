package dev.atelier.campaigns;

import dev.atelier.identity.UserId;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Money that is spent and money that is set aside for calls under way. The row of the user's day is
 * always written before that of the batch, and that before its posts, so that nobody waits in a
 * circle.
 */
@Repository
class BudgetRepository {

  private final JdbcClient jdbc;

  BudgetRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Today, in UTC, by the database's clock. */
  LocalDate today() {
    return jdbc.sql("select (clock_timestamp() at time zone 'UTC')::date")
        .query(LocalDate.class)
        .single();
  }

  /**
   * Sets money of a user's day aside; false when there is not so much left.
   *
   * @param limit null for any
   */
  boolean reserveDay(UserId user, LocalDate day, long amount, @Nullable Long limit) {
    if (limit != null && amount > limit) {
      return false;
    }
    return jdbc.sql(
                """
                insert into campaigns.spending as s (user_id, day, reserved_micros)
                values (:user, :day, :amount)
                on conflict (user_id, day) do update
                set reserved_micros = s.reserved_micros + excluded.reserved_micros
                where :limit::bigint is null
                  or s.spent_micros + s.reserved_micros + excluded.reserved_micros <= :limit
                """)
            .param("user", user.value())
            .param("day", day)
            .param("amount", amount)
            .param("limit", limit)
            .update()
        == 1;
  }

  /** Sets money of a batch aside, and marks it as begun; false when there is not so much left. */
  boolean reserveBatch(String batch, long amount) {
    return jdbc.sql(
                """
                update campaigns.batch_jobs
                set reserved_micros = reserved_micros + :amount,
                  started_at = coalesce(started_at, clock_timestamp()),
                  status = case when status = 'pending' then 'processing' else status end,
                  updated_at = clock_timestamp()
                where id = :id
                  and (budget_micros is null
                    or spent_micros + reserved_micros + :amount <= budget_micros)
                """)
            .param("amount", amount)
            .param("id", batch)
            .update()
        == 1;
  }

  /** Turns what was set aside for a call into what it cost. */
  void settle(CallRepository.Settled call, long cost) {
    jdbc.sql(
            """
            update campaigns.spending
            set spent_micros = spent_micros + :cost,
              reserved_micros = reserved_micros - :reserved
            where user_id = :user
              and day = :day
            """)
        .param("cost", cost)
        .param("reserved", call.reserved())
        .param("user", call.owner().value())
        .param("day", call.day())
        .update();
    jdbc.sql(
            """
            update campaigns.batch_jobs
            set spent_micros = spent_micros + :cost,
              reserved_micros = reserved_micros - :reserved
            where id = :batch
            """)
        .param("cost", cost)
        .param("reserved", call.reserved())
        .param("batch", call.batch())
        .update();
    jdbc.sql(
            "update campaigns.campaign_posts set cost_micros = cost_micros + :cost where id = :post")
        .param("cost", cost)
        .param("post", call.post())
        .update();
  }

  /**
   * Where a purse stands, in millionths of a dollar.
   *
   * @param reserved of calls that are under way
   */
  record Purse(long spent, long reserved) {}

  Purse day(UserId user, LocalDate day) {
    return jdbc.sql(
            """
            select spent_micros, reserved_micros
            from campaigns.spending
            where user_id = :user
              and day = :day
            """)
        .param("user", user.value())
        .param("day", day)
        .query(
            (row, number) -> new Purse(row.getLong("spent_micros"), row.getLong("reserved_micros")))
        .optional()
        .orElse(new Purse(0, 0));
  }

  /**
   * What a batch may still do.
   *
   * @param stopping whether no further call is to be made
   */
  record BatchPurse(@Nullable Long budget, long spent, long reserved, boolean stopping) {}

  BatchPurse batch(String id) {
    return jdbc.sql(
            """
            select b.budget_micros, b.spent_micros, b.reserved_micros,
              b.stopping or c.status = 'deleted' as stopping
            from campaigns.batch_jobs b
            join campaigns.campaigns c on c.id = b.campaign_id
            where b.id = :id
            """)
        .param("id", id)
        .query((row, number) ->
            new BatchPurse(
                row.getObject("budget_micros", Long.class),
                row.getLong("spent_micros"),
                row.getLong("reserved_micros"),
                row.getBoolean("stopping")))
        .single();
  }
}
