package dev.atelier.videos.creators;

import dev.atelier.http.Problem;
import dev.atelier.identity.Member;
import dev.atelier.identity.UserId;
import dev.atelier.providers.RemoteImages;
import dev.atelier.providers.RemoteImages.Image;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.DigestUtils;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * The pictures of people, which lie anywhere: fetched and encoded anew here, so that no stranger's
 * server learns who looks at them, and none of its bytes come to a page of ours.
 */
@RestController
class AvatarController {

  private static final int SIDE = 256;

  private final CreatorRepository creators;
  private final RemoteImages images;

  AvatarController(CreatorRepository creators, RemoteImages images) {
    this.creators = creators;
    this.images = images;
  }

  @GetMapping("/users/{id}/avatar")
  ResponseEntity<byte[]> avatar(@Nullable Member member, @PathVariable UUID id) {
    String url =
        creators
            .find(new UserId(id))
            .map(creator -> creator.profile().avatarUrl())
            .orElseThrow(() -> Problem.notFound("There is no picture of that person"));
    Image image = images.fetch(url, SIDE);
    return ResponseEntity.ok()
        .contentType(MediaType.parseMediaType(image.contentType()))
        .eTag(DigestUtils.md5DigestAsHex(image.bytes()))
        // It may be another one any moment.
        .cacheControl(CacheControl.noCache().cachePrivate())
        .header("Content-Security-Policy", "sandbox; default-src 'none'")
        .body(image.bytes());
  }
}
