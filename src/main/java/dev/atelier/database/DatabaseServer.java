package dev.atelier.database;

/** The PostgreSQL server of this node while the application runs; open means it has answered. */
sealed interface DatabaseServer extends AutoCloseable permits EmbeddedServer, ExternalServer {

  DatabaseAddress address();

  @Override
  void close();
}
