package dev.atelier.database;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The database of an older service whose data come along at this start. There is no such bean
 * unless {@code ATELIER_IMPORT_DATABASE_URL} names one; whoever takes data from it does so in an
 * {@code ApplicationRunner}, in the order that references ask for, and so that a repetition adds
 * nothing.
 *
 * @param jdbc reads it; times without a zone are taken for UTC
 */
public record ImportSource(JdbcClient jdbc) {}
