package dev.atelier.storage;

import dev.atelier.identity.OpenRequests;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Lets requests for media in that need no caller: those that bring a link, whatever it is worth,
 * and those for what anybody may see.
 */
@Component
class MediaDoor implements OpenRequests {

  private static final String FOLDER = "/media/";

  private final List<MediaGate> gates;

  MediaDoor(ObjectProvider<MediaGate> gates) {
    this.gates = gates.orderedStream().toList();
  }

  boolean isOpen(MediaKey key) {
    return gates.stream().anyMatch(gate -> gate.isOpen(key));
  }

  @Override
  public boolean isOpen(HttpServletRequest request) {
    String path = request.getServletPath();
    if (!List.of("GET", "HEAD").contains(request.getMethod()) || !path.startsWith(FOLDER)) {
      return false;
    }
    return request.getParameter(MediaLinks.SIGNATURE) != null
        || MediaController.key(path.substring(FOLDER.length())).filter(this::isOpen).isPresent();
  }
}
