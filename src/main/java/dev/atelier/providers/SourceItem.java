package dev.atelier.providers;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link MediaSource} says of one medium. Nothing in it can be trusted; a field that is
 * absent or of another type is null.
 *
 * @param id of the document
 * @param documentPath where it was read, such as {@code images/a1}
 * @param storagePath name of the object with the bytes; null also where it is empty
 * @param originalName name of the file that was uploaded; null also where it is empty
 * @param mimeType what the uploader said it is
 * @param fileSize how long the uploader said it is; the object knows better
 * @param ownerId field {@code userId}
 * @param ownerEmail field {@code userEmail}
 * @param updatedAt when the source last wrote the document
 */
public record SourceItem(
    String id,
    MediaKind kind,
    String documentPath,
    @Nullable String storagePath,
    @Nullable String originalName,
    @Nullable String mimeType,
    @Nullable Long fileSize,
    @Nullable String ownerId,
    @Nullable String ownerEmail,
    @Nullable Instant updatedAt) {}
