package dev.atelier.providers.topmatedb;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.atelier.database.DatabaseAddress;
import dev.atelier.providers.Excerpt;
import dev.atelier.providers.PosterTarget;
import dev.atelier.providers.ProviderException;
import java.sql.SQLException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.PermissionDeniedDataAccessException;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes both rows of a poster in one transaction of Topmate's database, so that no half is ever
 * missing. A repetition writes over the rows of the same external id.
 */
final class DatabasePosterTarget implements PosterTarget, AutoCloseable {

  static final String SETTING = "TOPMATE_DATABASE_URL";

  private static final int CONNECTIONS = 10;
  private static final int PATIENCE_MILLIS = 5_000;

  private final DatabaseAddress address;
  private final TableName videoTable;
  private final TableName shareTable;
  private final PosterColumns posters;
  private final HikariDataSource pool;
  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private volatile @Nullable Tables tables;

  DatabasePosterTarget(
      DatabaseAddress address, TableName videoTable, TableName shareTable, JsonMapper json) {
    this.address = address;
    this.videoTable = videoTable;
    this.shareTable = shareTable;
    this.posters = new PosterColumns(json);
    this.pool = pool(address);
    this.jdbc = JdbcClient.create(pool);
    this.transaction = new TransactionTemplate(new JdbcTransactionManager(pool));
  }

  private static HikariDataSource pool(DatabaseAddress address) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("topmate");
    config.setJdbcUrl(address.jdbcUrl());
    config.setDataSourceProperties(
        address.driverProperties(
            Map.of(
                "ApplicationName", "atelier",
                "connectTimeout", "5",
                "socketTimeout", "20",
                "tcpKeepAlive", "true",
                // Text takes the type of the column that it goes into.
                "stringtype", "unspecified")));
    config.setMaximumPoolSize(CONNECTIONS);
    config.setMinimumIdle(0);
    config.setConnectionTimeout(PATIENCE_MILLIS);
    // The server starts, and works, while Topmate's database is away.
    config.setInitializationFailTimeout(-1);
    return new HikariDataSource(config);
  }

  private record Tables(TargetTable video, TargetTable share) {}

  @Override
  public String name() {
    return "postgresql " + address;
  }

  @Override
  public String setting() {
    return SETTING;
  }

  @Override
  public void save(Poster poster, Progress progress) {
    boolean remembered = tables != null;
    try {
      Tables known = tables();
      transaction.executeWithoutResult(status -> write(known, poster));
    } catch (DataIntegrityViolationException e) {
      throw ProviderException.rejected(REFUSED, "Topmate's database refuses it: " + told(e));
    } catch (BadSqlGrammarException | PermissionDeniedDataAccessException e) {
      tables = null;
      if (remembered) {
        // The tables may have been changed since they were read.
        save(poster, progress);
        return;
      }
      throw ProviderException.refusesAll(
          "target_schema", "Topmate's tables cannot be written: " + told(e));
    } catch (DataAccessException | TransactionException e) {
      throw ProviderException.unavailable(BROKEN, "Topmate's database failed: " + told(e), e);
    }
  }

  private Tables tables() {
    Tables known = tables;
    if (known == null) {
      known =
          new Tables(
              TargetTable.read(
                  jdbc, videoTable, PosterColumns.VIDEO, "external_id", "url", "user_id"),
              TargetTable.read(jdbc, shareTable, PosterColumns.SHARE, "external_id", "user_id"));
      tables = known;
    }
    return known;
  }

  private void write(Tables known, Poster poster) {
    // Even where no unique index does so, nobody writes the same poster at the same time.
    jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:id::text, 0))")
        .param("id", poster.externalId())
        .query(row -> {});
    Object video = known.video().write(jdbc, "external_id", posters.video(known.video(), poster));
    known.share().write(jdbc, "external_id", posters.share(known.share(), poster, video));
  }

  private static String told(RuntimeException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException) {
        return Excerpt.of(String.valueOf(cause.getMessage()).lines().findFirst().orElse(""), 200);
      }
    }
    return "it cannot be reached";
  }

  @Override
  public void close() {
    pool.close();
  }
}
