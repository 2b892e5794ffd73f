package dev.atelier.posters.library;

import dev.atelier.identity.UserId;
import dev.atelier.storage.MediaKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Pictures and fonts for templates. */
@Repository
class AssetRepository {

  private final JdbcClient jdbc;

  AssetRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** A picture that templates may name by its address. */
  record TemplateImage(
      UUID id, UserId owner, String name, String category, MediaKey media, int width, int height) {}

  /**
   * A font that templates may name by its family.
   *
   * @param lightest smallest weight it is for; up to the heaviest
   */
  record CustomFont(
      UUID id,
      UserId owner,
      String name,
      String family,
      FontFormat format,
      int lightest,
      int heaviest,
      boolean italic,
      MediaKey media) {}

  void insert(TemplateImage image) {
    jdbc.sql(
            """
            insert into posters.template_image (id, owner, name, category, media, width, height)
            values (:id, :owner, :name, :category, :media, :width, :height)
            """)
        .param("id", image.id())
        .param("owner", image.owner().value())
        .param("name", image.name())
        .param("category", image.category())
        .param("media", image.media().value())
        .param("width", image.width())
        .param("height", image.height())
        .update();
  }

  void insert(CustomFont font) {
    jdbc.sql(
            """
            insert into posters.custom_font (id, owner, name, family, format, lightest, heaviest,
              italic, media)
            values (:id, :owner, :name, :family, :format, :lightest, :heaviest, :italic, :media)
            """)
        .param("id", font.id())
        .param("owner", font.owner().value())
        .param("name", font.name())
        .param("family", font.family())
        .param("format", font.format().name())
        .param("lightest", font.lightest())
        .param("heaviest", font.heaviest())
        .param("italic", font.italic())
        .param("media", font.media().value())
        .update();
  }

  /** Newest first. */
  List<TemplateImage> images(UserId owner, @Nullable UUID after, int limit) {
    return jdbc.sql(
            """
            select id, owner, name, category, media, width, height
            from posters.template_image
            where owner = :owner
              and deleted_at is null
              and (:after::uuid is null or (created_at, id) <
                (select created_at, id from posters.template_image where id = :after))
            order by created_at desc, id desc
            limit :limit
            """)
        .param("owner", owner.value())
        .param("after", after)
        .param("limit", limit)
        .query((row, number) ->
            new TemplateImage(
                row.getObject("id", UUID.class),
                owner(row),
                row.getString("name"),
                row.getString("category"),
                new MediaKey(row.getString("media")),
                row.getInt("width"),
                row.getInt("height")))
        .list();
  }

  /** Newest first. */
  List<CustomFont> fonts(UserId owner, @Nullable UUID after, int limit) {
    return jdbc.sql(
            """
            select id, owner, name, family, format, lightest, heaviest, italic, media
            from posters.custom_font
            where owner = :owner
              and deleted_at is null
              and (:after::uuid is null or (created_at, id) <
                (select created_at, id from posters.custom_font where id = :after))
            order by created_at desc, id desc
            limit :limit
            """)
        .param("owner", owner.value())
        .param("after", after)
        .param("limit", limit)
        .query(AssetRepository::font)
        .list();
  }

  /**
   * The fonts that the owner had at a time and whose family a text names as a whole word, the
   * oldest first.
   *
   * @param text in lower case
   */
  List<CustomFont> fontsNamedIn(UserId owner, String text, @Nullable Instant at) {
    return jdbc
        .sql(
            """
            select id, owner, name, family, format, lightest, heaviest, italic, media
            from posters.custom_font
            where owner = :owner
              and created_at <= coalesce(:at, now())
              and (deleted_at is null or deleted_at > coalesce(:at, now()))
            order by created_at, id
            """)
        .param("owner", owner.value())
        .param(
            "at",
            at == null ? null : OffsetDateTime.ofInstant(at, ZoneOffset.UTC),
            Types.TIMESTAMP_WITH_TIMEZONE)
        .query(AssetRepository::font)
        .list()
        .stream()
        .filter(font -> names(text, font.family().toLowerCase(Locale.ROOT)))
        .toList();
  }

  private static boolean names(String text, String family) {
    for (int at = text.indexOf(family); at >= 0; at = text.indexOf(family, at + 1)) {
      int end = at + family.length();
      if ((at == 0 || !inWord(text.codePointBefore(at)))
          && (end == text.length() || !inWord(text.codePointAt(end)))) {
        return true;
      }
    }
    return false;
  }

  private static boolean inWord(int character) {
    return Character.isLetterOrDigit(character) || character == '-' || character == '_';
  }

  /** Takes a picture out of the lists; false where it is not the owner's. */
  boolean deleteImage(UserId owner, UUID id) {
    return delete("posters.template_image", owner, id);
  }

  /** Takes a font out of the lists and out of what is begun later. */
  boolean deleteFont(UserId owner, UUID id) {
    return delete("posters.custom_font", owner, id);
  }

  private boolean delete(String table, UserId owner, UUID id) {
    return jdbc.sql(
                """
                update %s
                set deleted_at = now()
                where id = :id and owner = :owner and deleted_at is null
                """
                    .formatted(table))
            .param("id", id)
            .param("owner", owner.value())
            .update()
        > 0;
  }

  int countImages(UserId owner) {
    return count("posters.template_image", owner);
  }

  int countFonts(UserId owner) {
    return count("posters.custom_font", owner);
  }

  private int count(String table, UserId owner) {
    return jdbc.sql(
            """
            select count(*)
            from %s
            where owner = :owner and deleted_at is null
            """
                .formatted(table))
        .param("owner", owner.value())
        .query(Integer.class)
        .single();
  }

  private static CustomFont font(ResultSet row, int number) throws SQLException {
    return new CustomFont(
        row.getObject("id", UUID.class),
        owner(row),
        row.getString("name"),
        row.getString("family"),
        FontFormat.valueOf(row.getString("format")),
        row.getInt("lightest"),
        row.getInt("heaviest"),
        row.getBoolean("italic"),
        new MediaKey(row.getString("media")));
  }

  private static UserId owner(ResultSet row) throws SQLException {
    return new UserId(row.getObject("owner", UUID.class));
  }
}
