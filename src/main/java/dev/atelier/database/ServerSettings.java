package dev.atelier.database;

import java.util.Map;

/** How the embedded server runs. The library's own defaults are made for throw-away databases. */
final class ServerSettings {

  /** Options of initdb: the same order and case rules on every machine. */
  static final Map<String, String> INITIAL =
      Map.of("locale-provider", "builtin", "builtin-locale", "C.UTF-8", "locale", "C");

  /** Values pass through a shell: no spaces. */
  static final Map<String, String> RUNNING =
      Map.ofEntries(
          Map.entry("fsync", "on"),
          Map.entry("synchronous_commit", "on"),
          Map.entry("full_page_writes", "on"),
          Map.entry("listen_addresses", "127.0.0.1"),
          Map.entry("unix_socket_directories", ""),
          Map.entry("max_connections", "100"),
          Map.entry("shared_buffers", "128MB"),
          Map.entry("random_page_cost", "1.1"),
          Map.entry("jit", "off"),
          // A statement whose caller has gone ends instead of holding its locks.
          Map.entry("client_connection_check_interval", "5s"),
          // Errors of statements reach the application; quoting them here could log personal data.
          Map.entry("log_min_messages", "log"),
          Map.entry("log_min_error_statement", "panic"),
          Map.entry("log_checkpoints", "off"));

  private ServerSettings() {}
}
