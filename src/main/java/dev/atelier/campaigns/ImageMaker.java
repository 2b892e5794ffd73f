package dev.atelier.campaigns;

import dev.atelier.campaigns.Brief.PaidCall;
import dev.atelier.campaigns.CallRepository.Settlement;
import dev.atelier.campaigns.CallRepository.Spooled;
import dev.atelier.jobs.JobHandler.Outcome;
import dev.atelier.jobs.JobHandler.Work;
import dev.atelier.providers.ImageModel;
import dev.atelier.providers.ImageModel.Drawing;
import dev.atelier.providers.ImageModel.Request;
import dev.atelier.providers.Prompt;
import dev.atelier.providers.ProviderException;
import dev.atelier.storage.MediaKey;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Has a picture drawn and keeps it. */
@Component
class ImageMaker {

  private static final int SIDE = 1024;
  private static final Logger log = LoggerFactory.getLogger(ImageMaker.class);

  private final ImageModel painter;
  private final Prompts prompts;
  private final CallCosts costs;
  private final Purchases purchases;
  private final CallRepository calls;
  private final Pictures pictures;

  ImageMaker(
      ImageModel painter,
      Prompts prompts,
      CallCosts costs,
      Purchases purchases,
      CallRepository calls,
      Pictures pictures) {
    this.painter = painter;
    this.prompts = prompts;
    this.costs = costs;
    this.purchases = purchases;
    this.calls = calls;
    this.pictures = pictures;
  }

  /** The picture; null when it cannot be bought right now. */
  @Nullable Outcome make(Work<PartWork> work, Brief brief) {
    PaidCall bought = brief.kept();
    if (bought != null) {
      return bought.spooled()
          ? unspool(work, brief, bought)
          : new Outcome.Done(new PartResult(bought.id()));
    }
    PaidCall last = brief.last();
    UUID call = null;
    if (last != null && last.interrupted()) {
      MediaKey kept = pictures.find(brief.batch(), last.id());
      if (kept != null) {
        return keptBeforeTheCrash(last, kept);
      }
      if (painter.repeatsAreFree()) {
        call = last.id();
      } else {
        purchases.giveUp(last, brief);
      }
    }
    return draw(work, brief, call);
  }

  private @Nullable Outcome draw(Work<PartWork> work, Brief brief, @Nullable UUID begun) {
    Prompt prompt = prompts.image(brief);
    long most = costs.ofImage();
    UUID call =
        begun == null
            ? purchases.begin(
                new Purchases.Order(work, prompt, painter.model(), painter.offline(), most), brief)
            : begun;
    if (call == null) {
      return null;
    }
    Drawing drawing =
        purchases.make(
            call,
            most,
            () -> painter.draw(new Request(call.toString(), prompt, SIDE, costs.quality())));
    Settlement settlement = settlement(drawing);
    MediaKey key;
    try {
      key =
          pictures.keep(brief.batch(), call, work.owner(), drawing.contentType(), drawing.bytes());
    } catch (ProviderException e) {
      log.warn("Picture of call {} waits in the database until the store takes it", call);
      purchases.settleAndSpool(call, settlement, drawing.bytes(), drawing.contentType());
      throw e;
    }
    return new Outcome.Done(
        new PartResult(call),
        () -> {
          purchases.settleWithin(call, settlement);
          calls.publish(call, key.value());
        });
  }

  private Outcome unspool(Work<PartWork> work, Brief brief, PaidCall last) {
    Spooled spooled = calls.spooled(last.id()).orElseThrow();
    MediaKey key =
        pictures.keep(
            brief.batch(), last.id(), work.owner(), spooled.contentType(), spooled.bytes());
    return new Outcome.Done(new PartResult(last.id()), () -> calls.publish(last.id(), key.value()));
  }

  /** The picture is there, but what it took to make it was not written down. */
  private Outcome keptBeforeTheCrash(PaidCall last, MediaKey key) {
    Settlement settlement =
        new Settlement(
            "succeeded", last.reserved(), null, null, null, null, null, null, null, null, null);
    return new Outcome.Done(
        new PartResult(last.id()),
        () -> {
          purchases.settleWithin(last.id(), settlement);
          calls.publish(last.id(), key.value());
        });
  }

  private Settlement settlement(Drawing drawing) {
    return new Settlement(
        "succeeded",
        costs.of(drawing),
        drawing.model(),
        drawing.usage().inputTokens(),
        drawing.usage().cachedInputTokens(),
        drawing.usage().outputTokens(),
        "complete",
        null,
        null,
        null,
        null);
  }
}
