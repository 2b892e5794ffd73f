package dev.atelier.posters;

import org.jspecify.annotations.Nullable;
import org.springframework.web.multipart.MultipartFile;

/**
 * The parts of an upload.
 *
 * @param csv the file of people; or identifiers
 * @param identifiers usernames and ids, parted by commas or line ends
 * @param logo an http, https or {@code data:} URL of what is put in the upper right corner
 * @param profilePicture whether the person's picture is put in the lower left corner
 * @param template the HTML itself; or templateFile, or templateId
 * @param templateId the name of a built-in template, the id of a version in the caller's library,
 *     or {@code {section}_latest} for the active version of a section
 * @param size a preset's name, or {@code custom} with width and height in pixels
 * @param format {@code png}, {@code jpeg}, {@code webp} or {@code pdf}
 * @param scale pixels of the picture for each of the size, 1 to 3
 * @param quality of JPEG and WebP, 1 to 100
 * @param mapping JSON that tells by which further names columns can be had, such as {@code
 *     {"username": "Handle"}}
 */
record RunForm(
    @Nullable MultipartFile csv,
    @Nullable String identifiers,
    @Nullable String logo,
    @Nullable Boolean profilePicture,
    @Nullable String template,
    @Nullable MultipartFile templateFile,
    @Nullable String templateId,
    @Nullable String name,
    @Nullable String size,
    @Nullable Integer width,
    @Nullable Integer height,
    @Nullable String format,
    @Nullable Integer scale,
    @Nullable Integer quality,
    @Nullable String mapping) {}
