/** Korean: what a device's reports were and what is wrong with its descriptor. */
import type { DescriptorFaultCode } from '#core/hid/descriptorItems.ts';
import type { FaultCode, IgnoredCode } from '#core/hid/event.ts';

export const deviceReport = {
  ignored: {
    'unknown-report': '데이터 리포트가 아니어서 건너뛰었습니다.',
    'command-answer': '스캐너가 명령에 응답한 것이며 스캔이 아닙니다.',
    empty: '내용이 없는 리포트 또는 코드입니다.',
    'no-track': '읽은 데이터가 없습니다. 마그네틱 띠가 없거나 반대 방향으로 긁은 카드입니다.',
    'control-keys': '문자를 입력하지 않는 키입니다. 예: 스캐너가 줄바꿈으로 보내는 조합 키.',
    'repeated-card': '같은 카드를 뺄 때 다시 읽혔습니다.',
    'no-decoder': '디스크립터에도 프로필에도 이 리포트를 읽는 방법이 없습니다. 프로필을 고르세요.',
  } satisfies Record<IgnoredCode, string>,
  fault: {
    'report-too-short': '리포트가 잘려서 사용하지 않았습니다. 돈은 움직이지 않았습니다. 다시 스캔하거나 긁으세요.',
    'report-too-long': '어떤 장치보다도 긴 리포트라서 사용하지 않았습니다.',
    'length-beyond-field': '리포트가 담을 수 있는 것보다 많은 데이터가 있다고 표시되어 사용하지 않았습니다. 돈은 움직이지 않았습니다. 다시 스캔하거나 긁으세요.',
    'code-too-long': '매장에서 쓰는 어떤 코드보다 길어 사용하지 않았습니다.',
    'part-without-successor': '긴 코드가 끝나기 전에 멈춰 사용하지 않았습니다. 다시 스캔하거나 긁으세요.',
    'part-without-predecessor': '코드의 시작 없이 끝부분만 와서 사용하지 않았습니다. 다시 스캔하거나 긁으세요.',
    'device-gone': '코드를 읽는 중에 장치가 분리되어 사용하지 않았습니다. 연결한 뒤 다시 스캔하세요.',
    'track-unreadable': '카드를 읽지 못했고 청구되지 않았습니다. 조금 빠르거나 느리게 다시 긁으세요.',
    'frame-broken': '카드 리더기의 데이터가 손상되었고 청구되지 않았습니다. 카드를 다시 긁으세요.',
    'encryption-unsure': '리더기가 암호화했는지 확실하지 않아 데이터를 사용하지 않았고 청구되지 않았습니다. 다시 긁으세요. 계속되면 리더기에 새 키가 필요합니다.',
    'scale-fault': '저울이 오류나 알 수 없는 무게를 알려 사용하지 않았습니다. 모두 내려놓고 다시 재세요.',
  } satisfies Record<FaultCode, string>,
  descriptor: {
    empty: '디스크립터가 비어 있습니다.',
    'too-long': '디스크립터가 너무 길어 나머지는 읽지 않았습니다.',
    'item-cut-off': '마지막 항목이 잘렸습니다.',
    'reserved-item': '예약된 종류의 항목을 건너뛰었습니다.',
    'collection-not-closed': '닫히지 않은 컬렉션이 있습니다.',
    'collection-not-open': '닫을 컬렉션이 없는 끝 항목이 있습니다.',
    'too-deep': '너무 깊이 중첩되었습니다.',
    'push-without-pop': 'Push에 대응하는 Pop이 없습니다.',
    'pop-without-push': 'Pop에 대응하는 Push가 없습니다.',
    'report-id-zero': '리포트 ID가 1~255 범위를 벗어났습니다.',
    'report-id-late': 'ID 없는 필드 뒤에 리포트 ID가 나옵니다.',
    'no-size': '필드에 크기나 개수가 없습니다.',
    'too-large': '리포트가 너무 큽니다.',
    'usage-range': '용도 최댓값에 맞는 최솟값이 없습니다.',
  } satisfies Record<DescriptorFaultCode, string>,
};

export const deviceReportTrouble = {
  'trace-unusable': '기록 파일이 아니거나 손상된 파일입니다. 바뀐 것도 판매된 것도 없습니다. 다른 파일을 고르세요.',
};
