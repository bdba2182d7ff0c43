package io.parley.media;

import java.nio.*;
import java.nio.file.*;

public class ExplorePlc {
    static short[] rd(String n) throws Exception {
        ByteBuffer b = ByteBuffer.wrap(Files.readAllBytes(Path.of("/work/shared/protocol/itu/g711-plc/" + n)))
                .order(ByteOrder.LITTLE_ENDIAN);
        short[] s = new short[b.remaining() / 2];
        b.asShortBuffer().get(s);
        return s;
    }

    static double lsd(short[] x, short[] y, int off, int n) { // log spectral distance 256-pt
        int N = 256;
        double[] a = spec(x, off, N), b = spec(y, off, N);
        double s = 0;
        int c = 0;
        for (int k = 4; k < N / 2; k++) {
            double d = 10 * Math.log10((a[k] + 1e3) / (b[k] + 1e3));
            s += d * d;
            c++;
        }
        return Math.sqrt(s / c);
    }

    static double[] spec(short[] x, int off, int N) {
        double[] p = new double[N / 2];
        for (int k = 0; k < N / 2; k++) {
            double re = 0, im = 0;
            for (int i = 0; i < N; i++) {
                int at = off + i;
                double v = at >= 0 && at < x.length ? x[at] * (0.5 - 0.5 * Math.cos(2 * Math.PI * i / N)) : 0;
                re += v * Math.cos(2 * Math.PI * k * i / N);
                im += v * Math.sin(2 * Math.PI * k * i / N);
            }
            p[k] = re * re + im * im;
        }
        return p;
    }

    public static void main(String[] a) throws Exception {
        short[] src = rd("f2.le");
        for (String[] v :
                new String[][] {{"fe10.g192", "f2_10.raw", "f2_10m.raw"}, {"fe10_2.g192", "f2_10_2.raw", "f2_10_2m.raw"}
                }) {
            short[] pat = rd(v[0]);
            short[] ref = rd(v[1]);
            short[] mute = rd(v[2]);
            StringBuilder sb = new StringBuilder();
            for (short p : pat) sb.append(p == 0x6B21 ? '1' : '0');
            System.out.println(v[0] + " " + sb + " lens " + src.length + " " + ref.length);
            int best = 0;
            double bs = -1e9;
            for (int d = -200; d <= 200; d++) {
                double e = 0, t = 1;
                for (int i = 2000; i < 20000; i++) {
                    double df = ref[i] - src[i - d];
                    e += df * df;
                    t += src[i - d] * (double) src[i - d];
                }
                double s = 10 * Math.log10(t / e);
                if (s > bs) {
                    bs = s;
                    best = d;
                }
            }
            System.out.println("ref delay " + best + " snr " + bs);
            short[] al = new short[src.length];
            for (int i = 0; i < al.length; i++) al[i] = i + best < ref.length && i + best >= 0 ? ref[i + best] : 0;
            short[] alm = new short[src.length];
            for (int i = 0; i < al.length; i++) alm[i] = i + best < mute.length && i + best >= 0 ? mute[i + best] : 0;
            Concealer c = new Concealer(8000);
            short[] out = src.clone();
            int f = 0;
            for (int i = 0; i + 80 <= src.length; i += 80, f++) {
                if (pat[f % pat.length] == 0x6B21) c.real(out, i, 80);
                else c.conceal(out, i, 80);
            }
            double eo = 0, er = 0, em = 0, t = 0, lo = 0, lr = 0, lm = 0;
            int n = 0;
            f = 0;
            for (int i = 0; i + 80 <= src.length; i += 80, f++) {
                if (pat[f % pat.length] != 0x6B21) {
                    for (int j = i - 40; j < i + 160 && j < src.length; j++) {
                        if (j < 0) continue;
                        t += src[j] * (double) src[j];
                        eo += Math.pow(out[j] - src[j], 2);
                        er += Math.pow(al[j] - src[j], 2);
                        em += Math.pow(alm[j] - src[j], 2);
                    }
                    lo += lsd(src, out, i - 88, 256);
                    lr += lsd(src, al, i - 88, 256);
                    lm += lsd(src, alm, i - 88, 256);
                    n++;
                }
            }
            System.out.printf(
                    "SNR around erasures: ours %.2f, AppI %.2f, mute %.2f dB; LSD ours %.3f AppI %.3f mute %.3f (n=%d)%n",
                    10 * Math.log10(t / eo),
                    10 * Math.log10(t / er),
                    10 * Math.log10(t / em),
                    lo / n,
                    lr / n,
                    lm / n,
                    n);
        }
    }
}
