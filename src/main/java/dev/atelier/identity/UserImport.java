package dev.atelier.identity;

import dev.atelier.database.ImportSource;
import dev.atelier.home.CannotStartException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * Takes the users of an older service along, with their ids and the hashes of their passwords.
 * Whoever is here already stays as he is; whose name or address another account has is told of and
 * left out.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class UserImport implements ApplicationRunner {

  private static final Logger LOG = LoggerFactory.getLogger(UserImport.class);
  private static final int PAGE = 500;

  private final ObjectProvider<ImportSource> source;
  private final AccountRepository accounts;

  UserImport(ObjectProvider<ImportSource> source, AccountRepository accounts) {
    this.source = source;
    this.accounts = accounts;
  }

  @Override
  public void run(ApplicationArguments arguments) {
    source.ifAvailable(this::takeFrom);
  }

  private void takeFrom(ImportSource old) {
    int added = 0;
    int left = 0;
    UUID last = new UUID(0, 0);
    for (List<ImportedUser> page = read(old, last); !page.isEmpty(); page = read(old, last)) {
      for (ImportedUser user : page) {
        if (accounts.has(user.id())) {
          continue;
        }
        if (user.hasKnownHash() && accounts.insert(user)) {
          added++;
        } else {
          left++;
          LOG.warn(
              "User {} is not imported: {}",
              user.id(),
              user.hasKnownHash()
                  ? "another account has the same name or e-mail address"
                  : "the password is not kept as bcrypt does");
        }
      }
      last = page.getLast().id();
    }
    LOG.info("Users were imported: {} new, {} left out", added, left);
  }

  private static List<ImportedUser> read(ImportSource old, UUID after) {
    try {
      return old.jdbc()
          .sql(
              """
              select id, username, email, password_hash, first_name, last_name,
                created_at::timestamptz as created_at
              from users
              where id > :after
              order by id
              limit :page
              """)
          .param("after", after)
          .param("page", PAGE)
          .query((row, _) -> user(row))
          .list();
    } catch (DataAccessException e) {
      throw new CannotStartException(
          "ATELIER_IMPORT_DATABASE_URL: the users cannot be read: "
              + String.valueOf(e.getMostSpecificCause().getMessage())
                  .lines()
                  .findFirst()
                  .orElse(""),
          e);
    }
  }

  private static ImportedUser user(ResultSet row) throws SQLException {
    return new ImportedUser(
        row.getObject("id", UUID.class),
        row.getString("username"),
        row.getString("email"),
        row.getString("password_hash"),
        row.getString("first_name"),
        row.getString("last_name"),
        row.getObject("created_at", OffsetDateTime.class));
  }
}
