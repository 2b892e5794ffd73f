package dev.atelier.campaigns;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class ContentToneRepository {

  private final JdbcClient jdbc;

  ContentToneRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  List<ContentTone> all() {
    return jdbc.sql(
            """
            select id, name, description, prompt_modifier
            from campaigns.content_tones
            order by place
            """)
        .query((row, number) ->
            new ContentTone(
                row.getString("id"),
                row.getString("name"),
                row.getString("description"),
                row.getString("prompt_modifier")))
        .list();
  }
}
