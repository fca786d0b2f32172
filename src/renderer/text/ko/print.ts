/** Korean: printing receipts, the printer's complaints, the drawer. */

export const print = {
  do: '인쇄', again: '사본 인쇄', language: '영수증 언어',
  printing: '{{receipt}}번 영수증을 인쇄하고 있습니다.', printed: '{{receipt}}번 영수증이 인쇄되었습니다.', printedCopy: '{{receipt}}번 영수증이 인쇄되었습니다(사본 {{count}}).',
  notPrinted: '{{receipt}}번 영수증이 인쇄되지 않았습니다. {{why}}', unknown: '{{receipt}}번 영수증이 인쇄되었는지 알 수 없습니다. {{why}} 종이를 확인하세요. 다시 인쇄하면 사본으로 표시됩니다.', handedOver: '{{receipt}}번 영수증을 프린터로 보냈지만, 이 프린터는 인쇄 여부를 알려 주지 않습니다.',
  drawer: '금전함이 열리지 않았을 수 있습니다. {{why}} 열쇠로 여세요. 금액은 기록되었습니다.', paper: '가상 프린터',
  paperAlt: '가상 프린터의 종이', kicks_one: '금전함 {{count}}회 열림', kicks_other: '금전함 {{count}}회 열림',
};

/** Complaints: what is wrong and the next step. */
export const printerTrouble = {
  'no-printer': '설정된 프린터가 없습니다.', unreachable: '프린터에 연결할 수 없습니다. 전원과 케이블을 확인하세요.', refused: '프린터가 연결을 거부합니다. 다른 프로그램이 쓰고 있을 수 있습니다.', 'no-permission': '이 컴퓨터의 사용자는 프린터 장치 파일을 열 수 없습니다.',
  silent: '프린터가 응답하지 않습니다. 껐다가 켜세요.', 'cut-off': '인쇄 중에 연결이 끊겼습니다.', 'paper-out': '용지가 없습니다. 새 롤을 넣으세요.', 'cover-open': '덮개가 열려 있습니다. 닫으세요.', 'printer-error': '프린터가 오류를 알립니다. 껐다가 켜세요.',
  'cannot-tell': '이 프린터는 응답하지 않는 기종입니다.', 'too-slow': '프린터가 제때 데이터를 받지 않았습니다.', 'till-restarted': '그동안 계산대가 다시 시작되었습니다.', 'not-made': '영수증을 그릴 수 없습니다. PDF로 저장하세요.', 'bad-address': '프린터 주소가 올바르지 않습니다. 기술 담당자가 고쳐야 합니다.',
};

/** The same, in a word or two beside the lamp. */
export const printerShort = {
  'no-printer': '없음', unreachable: '연결 안 됨', refused: '거부됨', 'no-permission': '권한 없음', silent: '응답 없음', 'cut-off': '끊김', 'paper-out': '용지 없음', 'paper-low': '용지 부족', 'cover-open': '덮개 열림', 'printer-error': '오류',
  'cannot-tell': '무응답 기종', 'too-slow': '멈춤', 'till-restarted': '재시작됨', 'not-made': '그리기 실패', 'bad-address': '주소 오류',
};

export const printTrouble = {
  'no-printer': '이 계산대에는 영수증 프린터가 없습니다. 판매는 기록되었습니다. 영수증을 PDF로 저장하거나 기술 담당자에게 프린터 설정을 맡기세요.',
  'print-under-way': '이 영수증은 지금 인쇄 중입니다. 더 보낸 것은 없습니다. 끝날 때까지 기다리세요.',
  'printer-needs-address': '네트워크 프린터나 장치 파일 프린터에는 주소가 필요합니다. 바뀐 것은 없습니다. 주소를 입력하세요.',
  'no-drawer': '프린터에 금전함이 설정되어 있지 않습니다. 열린 것은 없습니다. 먼저 프린터 설정에서 금전함을 켜세요.',
};
