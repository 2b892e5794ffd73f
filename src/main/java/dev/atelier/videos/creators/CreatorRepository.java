package dev.atelier.videos.creators;

import dev.atelier.identity.UserId;
import dev.atelier.videos.Profile;
import dev.atelier.videos.ProfileName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class CreatorRepository {

  private static final String COLUMNS =
      """
      p.id, p.username, p.email, p.avatar_url, p.bio, p.last_active_at, p.created_at,
      s.videos_created, s.total_likes, s.total_dislikes, s.creator_score
      """;

  private final JdbcClient jdbc;

  CreatorRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Optional<Creator> find(UserId id) {
    return jdbc.sql(
            "select "
                + COLUMNS
                + """
                from videos.profiles p
                join videos.creator_stats s on s.user_id = p.id
                where p.id = :id
                """)
        .param("id", id.value())
        .query(CreatorRepository::creator)
        .optional();
  }

  /** The creators that people like most. */
  List<Creator> top(int limit) {
    return jdbc.sql(
            "select "
                + COLUMNS
                + """
                from videos.creator_stats s
                join videos.profiles p on p.id = s.user_id
                order by s.creator_score desc, s.videos_created desc, s.user_id
                limit :limit
                """)
        .param("limit", limit)
        .query(CreatorRepository::creator)
        .list();
  }

  /**
   * Changes what is not null; an empty text takes a thing away.
   *
   * @throws org.springframework.dao.DuplicateKeyException when the name is another's
   */
  void update(
      UserId id, @Nullable ProfileName name, @Nullable String avatarUrl, @Nullable String bio) {
    jdbc.sql(
            """
            update videos.profiles
            set username = coalesce(:name, username),
              folded_username = coalesce(:folded, folded_username),
              avatar_url = nullif(coalesce(:avatarUrl, avatar_url), ''),
              bio = nullif(coalesce(:bio, bio), ''),
              updated_at = clock_timestamp()
            where id = :id
            """)
        .param("id", id.value())
        .param("name", name == null ? null : name.text())
        .param("folded", name == null ? null : name.folded())
        .param("avatarUrl", avatarUrl)
        .param("bio", bio)
        .update();
  }

  private static Creator creator(ResultSet row, int number) throws SQLException {
    return new Creator(
        new Profile(
            new UserId(row.getObject("id", UUID.class)),
            row.getString("username"),
            row.getString("email"),
            row.getString("avatar_url"),
            row.getString("bio"),
            row.getObject("last_active_at", OffsetDateTime.class).toInstant(),
            row.getObject("created_at", OffsetDateTime.class).toInstant()),
        row.getInt("videos_created"),
        row.getInt("total_likes"),
        row.getInt("total_dislikes"),
        row.getBigDecimal("creator_score"));
  }
}
