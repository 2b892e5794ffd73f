package dev.atelier.providers.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_get_name;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_find_stream_info;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;

import java.nio.file.Path;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avutil.AVDictionary;

/** What FFmpeg sees in a film. */
record FilmProbe(String codec, int width, int height, int frames) {

  static FilmProbe of(Path file) {
    AVFormatContext format = new AVFormatContext(null);
    assertThat(avformat_open_input(format, file.toString(), null, null)).isZero();
    try {
      assertThat(avformat_find_stream_info(format, (AVDictionary) null)).isNotNegative();
      assertThat(format.nb_streams()).isEqualTo(1);
      AVCodecParameters video = format.streams(0).codecpar();
      int frames = 0;
      AVPacket packet = av_packet_alloc();
      while (av_read_frame(format, packet) >= 0) {
        frames++;
        av_packet_unref(packet);
      }
      av_packet_free(packet);
      return new FilmProbe(
          avcodec_get_name(video.codec_id()).getString(), video.width(), video.height(), frames);
    } finally {
      avformat_close_input(format);
    }
  }
}
