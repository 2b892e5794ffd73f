package dev.atelier.database;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the database.
 *
 * @param url the database to use; empty means the embedded one
 * @param importUrl the database of an older service to take data from; empty means none
 * @param maximumPoolSize connections of this node, besides the one that listens for signals
 * @param connectionTimeout how long a caller waits for a connection; with {@code validationTimeout}
 *     it bounds the answer to a caller while the database is away, which is 3 seconds
 * @param validationTimeout how long a pooled connection may take to prove it is alive
 * @param socketTimeout longest silence of the database within one statement before the connection
 *     counts as lost
 * @param startWait how long to wait at start for a database that does not answer
 * @param binaries where the embedded server is unpacked; by default a folder of the home
 */
@ConfigurationProperties("atelier.database")
record DatabaseProperties(
    @DefaultValue("") String url,
    @DefaultValue("") String importUrl,
    @DefaultValue("16") int maximumPoolSize,
    @DefaultValue("2s") Duration connectionTimeout,
    @DefaultValue("1s") Duration validationTimeout,
    @DefaultValue("10s") Duration socketTimeout,
    @DefaultValue("60s") Duration startWait,
    @Nullable Path binaries) {

  @Override
  public String toString() {
    return "DatabaseProperties"; // the URL holds a password
  }
}
