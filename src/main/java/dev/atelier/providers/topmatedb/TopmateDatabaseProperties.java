package dev.atelier.providers.topmatedb;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of Topmate's database. The tables are named as Django names those of an app {@code api}.
 *
 * @param url where it is; empty for none
 * @param videoTable name of the table of videos, perhaps with its schema
 * @param shareTable name of the table of share content, perhaps with its schema
 */
@ConfigurationProperties("atelier.topmate-database")
record TopmateDatabaseProperties(
    @DefaultValue("") String url,
    @DefaultValue("api_video") String videoTable,
    @DefaultValue("api_usersharecontent") String shareTable) {

  @Override
  public String toString() {
    return "TopmateDatabaseProperties"; // the URL holds a password
  }
}
